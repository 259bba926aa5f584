import {ApiProperty, ApiPropertyOptional} from '@nestjs/swagger';
import {FaultDto} from '../../platform/http/problem.dto';
import {anyObject} from './any-object';
import {PersonReferenceDto} from './case.dto';

export class NameWarningDto {
  @ApiProperty({description: 'JSON Pointer (RFC 6901)', example: '/data/summary'})
  readonly pointer!: string;

  @ApiProperty({example: 'names a colleague, whom those who judge know by a letter'})
  readonly detail!: string;
}

const warned = {
  type: NameWarningDto,
  isArray: true,
  description: 'Texts that name somebody whom those must not know for whom the programme masks',
} as const;

export class DraftDto {
  @ApiProperty({description: 'For If-Match, so that no other page’s draft is written over unseen'})
  readonly version!: string;

  @ApiProperty({format: 'date-time'})
  readonly savedAt!: string;

  @ApiProperty(anyObject)
  readonly data!: unknown;

  @ApiProperty(warned)
  readonly warnings!: readonly NameWarningDto[];
}

class OutOfPanelDto {
  @ApiProperty({type: PersonReferenceDto})
  readonly person!: PersonReferenceDto;

  @ApiProperty({description: 'The relation that keeps them from deciding', example: 'recused'})
  readonly relation!: string;
}

class PanelDto {
  @ApiProperty({type: 'integer', description: 'How many members must be present and free to decide'})
  readonly required!: number;

  @ApiProperty({type: [PersonReferenceDto], description: 'Who is present and free to decide'})
  readonly present!: readonly PersonReferenceDto[];

  @ApiProperty({type: [OutOfPanelDto], description: 'Members who cannot decide, as far as one may know'})
  readonly out!: readonly OutOfPanelDto[];

  @ApiProperty()
  readonly quorum!: boolean;
}

export class PreviewDto {
  @ApiProperty({
    type: [FaultDto],
    description: 'Why the action would be refused; empty when it would be taken',
  })
  readonly faults!: readonly FaultDto[];

  @ApiProperty(warned)
  readonly warnings!: readonly NameWarningDto[];

  @ApiPropertyOptional({type: PanelDto, description: 'Who would decide after it, for an action of the panel'})
  readonly panel?: PanelDto;
}

export class HistoryEntryDto {
  @ApiProperty({format: 'date-time'})
  readonly at!: string;

  @ApiProperty()
  readonly type!: string;

  @ApiProperty()
  readonly title!: string;

  @ApiProperty({type: String, nullable: true})
  readonly as!: string | null;

  @ApiProperty({type: PersonReferenceDto, nullable: true})
  readonly by!: PersonReferenceDto | null;

  @ApiProperty()
  readonly own!: boolean;

  @ApiPropertyOptional()
  readonly from?: string;

  @ApiPropertyOptional()
  readonly to?: string;

  @ApiPropertyOptional({type: 'integer', description: 'For compliance alone'})
  readonly number?: number;

  @ApiPropertyOptional({description: 'For compliance alone'})
  readonly hash?: string;
}

export class HistoryDto {
  @ApiProperty({type: [HistoryEntryDto]})
  readonly items!: readonly HistoryEntryDto[];
}

export class UploadReplyDto {
  @ApiProperty({format: 'uuid'})
  readonly id!: string;

  @ApiProperty({example: 'fhir'})
  readonly kind!: string;

  @ApiProperty({type: 'object', additionalProperties: {type: 'integer'}})
  readonly counts!: Readonly<Record<string, number>>;
}
