import {ApiProperty, ApiPropertyOptional} from '@nestjs/swagger';
import {IsBoolean, IsOptional, IsString, MaxLength} from 'class-validator';
import {LineFaultDto} from '../../platform/http/line-fault.dto';
import type {ReferralsReport} from '../commands/import-referrals';
import {ReferralColumn, cellWords} from '../domain/referral-columns';

/** Enough of a cell to know the row by. */
const SHOWN = 120;

export class ReferralFileDto {
  @ApiProperty({description: 'Id of the programme to which every row is referred', example: 'peer-review'})
  @IsString()
  @MaxLength(100)
  readonly programme!: string;

  @ApiProperty({
    maxLength: 2_000_000,
    description:
      'CSV with a header; its columns are the fields of the programme’s form, by their names or their titles',
  })
  @IsString()
  @MaxLength(2_000_000)
  readonly csv!: string;

  @ApiPropertyOptional({
    default: false,
    description:
      'Left out, nothing is referred: what would happen is shown. With it the next rows are; repeat the request until none is left',
  })
  @IsOptional()
  @IsBoolean()
  readonly apply?: boolean;
}

class ReferralColumnDto {
  @ApiProperty({example: 'eventDate'})
  readonly name!: string;

  @ApiProperty({example: 'Date of the event'})
  readonly title!: string;
}

class FileColumnDto extends ReferralColumnDto {
  @ApiProperty({description: 'Whether every row must say it'})
  readonly required!: boolean;

  @ApiProperty({example: 'a date such as 2026-03-31'})
  readonly holds!: string;
}

export class ReferralColumnsDto {
  @ApiProperty({type: [FileColumnDto]})
  readonly items!: readonly FileColumnDto[];
}

export class ReferralColumnsQueryDto {
  @ApiProperty({description: 'Id of a programme', example: 'peer-review'})
  @IsString()
  @MaxLength(100)
  readonly programme!: string;
}

class RowWarningDto {
  @ApiProperty({example: 'narrative'})
  readonly column!: string;

  @ApiProperty({example: 'names a colleague, whom those who judge know by a letter'})
  readonly detail!: string;
}

class ReferralLineDto {
  @ApiProperty({type: 'integer', description: 'Where the row begins, from 1, the header being the first'})
  readonly line!: number;

  @ApiProperty({
    type: [String],
    description: 'What is understood, in words, in the order of `columns`; long texts are cut',
  })
  readonly cells!: readonly string[];

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The case that the row has opened, by this request or before',
  })
  readonly caseId!: string | null;

  @ApiProperty({type: [RowWarningDto], description: 'Who is named and should not be'})
  readonly warnings!: readonly RowWarningDto[];
}

export class ReferralsReportDto {
  @ApiProperty({type: [ReferralColumnDto]})
  readonly columns!: readonly ReferralColumnDto[];

  @ApiProperty({type: [ReferralLineDto]})
  readonly lines!: readonly ReferralLineDto[];

  @ApiProperty({type: [LineFaultDto], description: 'A fault anywhere keeps all rows out'})
  readonly faults!: readonly LineFaultDto[];

  @ApiProperty({type: 'integer', description: 'How many rows have opened no case yet'})
  readonly left!: number;
}

export const presentColumns = (columns: readonly ReferralColumn[]): ReferralColumnsDto => ({
  items: columns.map(({name, title, required, field}) => ({name, title, required, holds: cellWords(field)})),
});

export const presentReferrals = ({columns, lines, faults, left}: ReferralsReport): ReferralsReportDto => ({
  columns: columns.map(({name, title}) => ({name, title})),
  lines: lines.map(({line, words, caseId, warnings}) => ({
    line,
    cells: columns.map(({name}) => shown(words.get(name) ?? '')),
    caseId,
    warnings: warnings.map(({pointer, detail}) => ({column: pointer.split('/')[2] ?? '', detail})),
  })),
  faults,
  left,
});

const shown = (text: string): string => (text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text);
