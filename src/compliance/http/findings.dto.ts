import {ApiProperty, ApiPropertyOptional} from '@nestjs/swagger';
import {IsIn, IsISO8601, IsOptional, IsString, Matches, MaxLength} from 'class-validator';
import {PageCursor, PageLimit} from '../../platform/http/page-query';
import {FINDING_RULES} from '../domain/unusual-access';
import type {FindingState} from '../domain/unusual-access';
import {NamedPersonDto} from './audit-events.dto';
import {INSTANT, instant} from './search-query.dto';

const STATES = ['open', 'explained', 'confirmed'] as const;

export class FindingTimeDto {
  @ApiProperty({format: 'date-time'})
  @Matches(INSTANT, instant)
  @IsISO8601({strict: true}, instant)
  readonly from!: string;

  @ApiProperty({format: 'date-time', description: 'At most 92 days after `from`'})
  @Matches(INSTANT, instant)
  @IsISO8601({strict: true}, instant)
  readonly to!: string;
}

export class FindingListDto {
  @ApiPropertyOptional({enum: STATES, default: 'open'})
  @IsOptional()
  @IsIn([...STATES])
  readonly state?: FindingState;

  @PageLimit(50)
  readonly limit?: string;

  @PageCursor()
  readonly cursor?: string;
}

export class FindingStateDto {
  @ApiProperty({enum: STATES})
  @IsIn([...STATES])
  readonly state!: FindingState;

  @ApiProperty({maxLength: 1000, example: 'Was on call that night.'})
  @IsString()
  @MaxLength(1000)
  @Matches(/\S/, {message: 'must say why'})
  readonly reason!: string;
}

export class FoundDto {
  @ApiProperty({type: 'integer'})
  readonly found!: number;

  @ApiProperty({type: 'integer', description: 'Of them, those that were not known before'})
  readonly new!: number;
}

class EvidenceDto {
  @ApiProperty({type: 'integer'})
  readonly count!: number;

  @ApiProperty()
  readonly because!: string;

  @ApiProperty({type: [Number], description: 'Leaves of the log, at most 200'})
  readonly leaves!: readonly number[];
}

export class FindingDto {
  @ApiProperty({format: 'uuid'})
  readonly id!: string;

  @ApiProperty({enum: FINDING_RULES})
  readonly rule!: string;

  @ApiProperty({type: NamedPersonDto, nullable: true})
  readonly who!: NamedPersonDto | null;

  @ApiProperty({format: 'date-time'})
  readonly since!: string;

  @ApiProperty({format: 'date-time'})
  readonly until!: string;

  @ApiProperty({type: EvidenceDto})
  readonly evidence!: EvidenceDto;

  @ApiProperty({format: 'date-time'})
  readonly foundAt!: string;

  @ApiProperty({enum: STATES})
  readonly state!: string;

  @ApiProperty({type: String, format: 'date-time', nullable: true})
  readonly changedAt!: string | null;

  @ApiProperty({type: NamedPersonDto, nullable: true})
  readonly changedBy!: NamedPersonDto | null;

  @ApiProperty({type: String, nullable: true})
  readonly reason!: string | null;
}

export class FindingPageDto {
  @ApiProperty({type: [FindingDto]})
  readonly items!: readonly FindingDto[];

  @ApiProperty({type: 'string', nullable: true, description: 'Cursor of the next page; null at the end'})
  readonly next!: string | null;
}
