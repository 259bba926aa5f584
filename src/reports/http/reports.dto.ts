import {ApiProperty} from '@nestjs/swagger';
import {IsIn} from 'class-validator';
import {PURPOSES} from '../domain/deidentified-copy';
import type {Purpose} from '../domain/deidentified-copy';

export class DeidentifiedCopyQueryDto {
  @ApiProperty({
    enum: PURPOSES,
    description: 'For what it is to leave the organisation; it stands on it and on record',
  })
  @IsIn(PURPOSES)
  readonly for!: Purpose;
}
