import {ApiProperty} from '@nestjs/swagger';
import {anyObject} from './any-object';

export class ProgrammeDto {
  @ApiProperty()
  readonly id!: string;

  @ApiProperty()
  readonly title!: string;

  @ApiProperty({...anyObject, description: 'JSON Schema (2020-12) of a referral'})
  readonly form!: object;
}
