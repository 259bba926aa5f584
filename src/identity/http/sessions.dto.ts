import {ApiProperty} from '@nestjs/swagger';
import {IsString, MaxLength} from 'class-validator';
import {SESSION_NAME} from '../domain/access-token';
import type {OwnSession} from '../queries/list-sessions';

export class OwnSessionDto implements OwnSession {
  @ApiProperty({pattern: SESSION_NAME.source, description: 'As the log calls it'})
  readonly id!: string;

  @ApiProperty({description: 'Whether it is the one that asks'})
  readonly current!: boolean;

  @ApiProperty({format: 'date-time'})
  readonly createdAt!: string;

  @ApiProperty({format: 'date-time', description: 'When it was last used, to the minute'})
  readonly seenAt!: string;
}

export class NewPasswordDto {
  @ApiProperty({format: 'password', maxLength: 1024})
  @MaxLength(1024)
  @IsString()
  readonly current!: string;

  @ApiProperty({format: 'password', description: 'At least 15 characters', maxLength: 1024})
  @MaxLength(1024)
  @IsString()
  readonly password!: string;
}
