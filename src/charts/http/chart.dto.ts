import {ApiProperty, ApiPropertyOptional} from '@nestjs/swagger';
import {timelineKinds} from '../domain/timeline';
import type {TimelineKind} from '../domain/timeline';
import {documentKinds} from '../domain/document-kind';
import type {DocumentKind} from '../domain/document-kind';
import type {ChartPage, MaskedPatient} from '../queries/show-chart';
import {PageCursor, PageLimit} from '../../platform/http/page-query';

const numbers = {type: 'object', additionalProperties: {type: 'integer'}} as const;
const maybeText = {type: String, nullable: true} as const;

export class ChartQueryDto {
  @PageLimit(200, 1000)
  readonly limit?: string;

  @PageCursor()
  readonly cursor?: string;
}

export class ChartDocumentDto {
  @ApiProperty({format: 'uuid'})
  readonly id!: string;

  @ApiProperty({enum: documentKinds})
  readonly kind!: DocumentKind;

  @ApiProperty()
  readonly name!: string;

  @ApiProperty({example: 'application/fhir+json'})
  readonly mediaType!: string;

  @ApiPropertyOptional({type: 'integer', description: 'Absent where something of the file is masked'})
  readonly bytes?: number;

  @ApiProperty({...numbers, description: 'Entries by kind; empty for what is no chart'})
  readonly counts!: Readonly<Record<string, number>>;

  @ApiProperty({format: 'date-time'})
  readonly attachedAt!: string;
}

export class PatientIdentifierDto {
  @ApiProperty(maybeText)
  readonly system!: string | null;

  @ApiProperty()
  readonly value!: string;
}

export class ChartPatientDto {
  @ApiProperty({type: [String]})
  readonly names!: string[];

  @ApiProperty(maybeText)
  readonly birthDate!: string | null;

  @ApiProperty({type: [PatientIdentifierDto]})
  readonly identifiers!: PatientIdentifierDto[];

  @ApiProperty(maybeText)
  readonly gender!: string | null;
}

export class TimelineCodeDto {
  @ApiProperty(maybeText)
  readonly system!: string | null;

  @ApiProperty()
  readonly code!: string;
}

export class TimelineQuantityDto {
  @ApiProperty()
  readonly value!: number;

  @ApiProperty()
  readonly unit!: string;
}

export class TimelineFindingDto {
  @ApiProperty()
  readonly title!: string;

  @ApiProperty({type: TimelineCodeDto, nullable: true})
  readonly code!: TimelineCodeDto | null;

  @ApiProperty(maybeText)
  readonly value!: string | null;

  @ApiProperty({type: TimelineQuantityDto, nullable: true})
  readonly quantity!: TimelineQuantityDto | null;

  @ApiProperty({...maybeText, example: '3.5–5.1 mmol/L'})
  readonly referenceRange!: string | null;

  @ApiProperty({...maybeText, example: 'H'})
  readonly interpretation!: string | null;
}

export class TimelineEntryDto extends TimelineFindingDto {
  @ApiProperty({description: 'Unique within its chart'})
  readonly id!: string;

  @ApiProperty({enum: timelineKinds})
  readonly kind!: TimelineKind;

  @ApiProperty({
    ...maybeText,
    description:
      'A FHIR dateTime as the chart gives it; where dates are masked, `day 2, 14:05` from the index event',
    example: '2026-03-14',
  })
  readonly at!: string | null;

  @ApiProperty(maybeText)
  readonly end!: string | null;

  @ApiProperty({...maybeText, description: 'Id of the encounter’s own entry'})
  readonly encounter!: string | null;

  @ApiProperty({
    type: [String],
    description:
      'Keys, or pseudonyms where people are masked; empty where the viewer may not know whose case it is',
  })
  readonly performers!: string[];

  @ApiPropertyOptional({type: [TimelineFindingDto]})
  readonly components?: TimelineFindingDto[];

  @ApiProperty({type: 'object', additionalProperties: {type: 'string'}})
  readonly detail!: Record<string, string>;
}

class MaskedPatientDto implements MaskedPatient {
  @ApiProperty({...maybeText, description: 'Years at the index event', example: '90 or older'})
  readonly age!: string | null;

  @ApiProperty(maybeText)
  readonly gender!: string | null;
}

export class PseudonymDto {
  @ApiProperty({example: 'Physician B'})
  readonly pseudonym!: string;

  @ApiProperty({type: [String]})
  readonly names!: readonly string[];
}

export class ChartPageDto implements ChartPage {
  @ApiProperty({type: [ChartDocumentDto]})
  readonly documents!: readonly ChartDocumentDto[];

  @ApiPropertyOptional({type: [ChartPatientDto], description: 'Absent where the patient is masked'})
  readonly patients?: readonly ChartPatientDto[];

  @ApiPropertyOptional({type: MaskedPatientDto, description: 'In place of them'})
  readonly maskedPatient?: MaskedPatient;

  @ApiPropertyOptional({
    type: [PseudonymDto],
    description: 'What those who took part are called by whoever does not know them; absent for these',
  })
  readonly pseudonyms?: readonly PseudonymDto[];

  @ApiProperty(numbers)
  readonly counts!: Readonly<Record<string, number>>;

  @ApiProperty({...numbers, description: 'Resources kept without being understood, by type'})
  readonly notUnderstood!: Readonly<Record<string, number>>;

  @ApiProperty({type: [TimelineEntryDto], description: 'In chronological order, undated ones last'})
  readonly entries!: readonly TimelineEntryDto[];

  @ApiProperty({type: String, nullable: true, description: 'Cursor of the next page, null at the end'})
  readonly next!: string | null;
}
