import {ApiProperty, ApiPropertyOptional} from '@nestjs/swagger';
import {PROBLEM_CODES} from '../errors/problem';
import type {ProblemCode} from '../errors/problem';

export class FaultDto {
  @ApiProperty({description: 'JSON Pointer, RFC 6901', example: '/email'})
  readonly pointer!: string;

  @ApiProperty()
  readonly detail!: string;
}

/** RFC 9457, for the description of the interface. */
export class ProblemDto {
  @ApiProperty({example: 'about:blank'})
  readonly type!: string;

  @ApiProperty()
  readonly title!: string;

  @ApiProperty({type: 'integer'})
  readonly status!: number;

  @ApiProperty({enum: PROBLEM_CODES, example: 'stale'})
  readonly code!: ProblemCode;

  @ApiPropertyOptional()
  readonly detail?: string;

  @ApiPropertyOptional({type: [FaultDto]})
  readonly faults?: readonly FaultDto[];

  @ApiPropertyOptional({description: 'Names the line in the log of the installation'})
  readonly incident?: string;
}
