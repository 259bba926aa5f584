import {ApiProperty} from '@nestjs/swagger';
import type {LineFault} from '../csv/read-table';

/** What is wrong with a file that was sent, and where. */
export class LineFaultDto implements LineFault {
  @ApiProperty({type: 'integer', description: 'Where the row begins, from 1, the header being the first'})
  readonly line!: number;

  @ApiProperty({type: String, nullable: true})
  readonly column!: string | null;

  @ApiProperty()
  readonly detail!: string;
}
