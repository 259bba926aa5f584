import {ApiProperty} from '@nestjs/swagger';

export class LogFindingDto {
  @ApiProperty({type: 'integer', description: 'Index of the first bad entry'})
  readonly index!: number;

  @ApiProperty({example: 'altered'})
  readonly kind!: string;

  @ApiProperty({description: 'What is wrong, for people'})
  readonly detail!: string;
}

export class LogAnswerDto {
  @ApiProperty({format: 'date-time'})
  readonly at!: string;

  @ApiProperty({
    enum: ['whole', 'tampered', 'brokenOff'],
    description: '`brokenOff`: the check itself came to no end; the program’s own log says why',
  })
  readonly outcome!: 'whole' | 'tampered' | 'brokenOff';

  @ApiProperty({type: 'integer', nullable: true, description: 'Entries under the last checkpoint'})
  readonly size!: number | null;

  @ApiProperty({type: LogFindingDto, nullable: true, description: 'The first thing that is wrong'})
  readonly first!: LogFindingDto | null;
}

export class LogVerificationDto {
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When the check under way began; null when none is',
  })
  readonly runningSince!: string | null;

  @ApiProperty({
    type: LogAnswerDto,
    nullable: true,
    description: 'Null when none was made since Collegium started; older answers stand in the log',
  })
  readonly last!: LogAnswerDto | null;
}
