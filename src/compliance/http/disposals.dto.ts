import {ApiProperty} from '@nestjs/swagger';
import {PageCursor, PageLimit} from '../../platform/http/page-query';
import {RECORD_CLASSES, VERDICTS} from '../domain/retention';
import type {RecordClass, Verdict} from '../domain/retention';
import {NamedPersonDto} from './audit-events.dto';
import {PolicyDto} from './retention.dto';

const nullable = {type: String, nullable: true} as const;

export class JudgementDto {
  @ApiProperty({enum: RECORD_CLASSES})
  readonly class!: RecordClass;

  @ApiProperty({enum: VERDICTS, description: 'Whether it goes, or why it stays'})
  readonly verdict!: Verdict;

  @ApiProperty({...nullable, format: 'uuid'})
  readonly policy!: string | null;

  @ApiProperty({...nullable, format: 'date-time', description: 'When its years are over'})
  readonly until!: string | null;
}

export class JudgedCaseDto {
  @ApiProperty({format: 'uuid'})
  readonly case!: string;

  @ApiProperty()
  readonly number!: string;

  @ApiProperty({format: 'date-time'})
  readonly settledSince!: string;

  @ApiProperty({type: [JudgementDto]})
  readonly classes!: readonly JudgementDto[];
}

export class JudgedCaseListDto {
  @ApiProperty({type: [JudgedCaseDto]})
  readonly items!: readonly JudgedCaseDto[];

  @ApiProperty({type: String, nullable: true, description: 'Cursor of the next page; null at the end'})
  readonly next!: string | null;
}

export class JudgedPageDto {
  @PageLimit(50)
  readonly limit?: string;

  @PageCursor()
  readonly cursor?: string;
}

export class DisposalDto {
  @ApiProperty({format: 'uuid'})
  readonly id!: string;

  @ApiProperty({example: 'DD-2033-0001'})
  readonly number!: string;

  @ApiProperty()
  readonly requestedBy!: NamedPersonDto;

  @ApiProperty({format: 'date-time'})
  readonly requestedAt!: string;

  @ApiProperty({type: NamedPersonDto, nullable: true})
  readonly approvedBy!: NamedPersonDto | null;

  @ApiProperty({...nullable, format: 'date-time'})
  readonly approvedAt!: string | null;
}

export class DisposalItemDto {
  @ApiProperty({format: 'uuid'})
  readonly case!: string;

  @ApiProperty()
  readonly number!: string;

  @ApiProperty({enum: RECORD_CLASSES, isArray: true})
  readonly classes!: readonly RecordClass[];

  @ApiProperty({format: 'date-time'})
  readonly settledSince!: string;

  @ApiProperty({...nullable, format: 'date-time'})
  readonly executedAt!: string | null;

  @ApiProperty({type: 'object', additionalProperties: {type: 'integer'}, nullable: true})
  readonly counts!: Readonly<Record<string, number>> | null;

  @ApiProperty({
    ...nullable,
    description: 'Name of the key that was destroyed; null also for one that did not open any more',
  })
  readonly key!: string | null;
}

export class ShownDisposalDto {
  @ApiProperty()
  readonly disposal!: DisposalDto;

  @ApiProperty({type: [DisposalItemDto], description: 'Less what the viewer may not know of'})
  readonly items!: readonly DisposalItemDto[];
}

export class VerifiedLogDto {
  @ApiProperty({type: 'integer'})
  readonly size!: number;

  @ApiProperty({description: 'Base64, as the checkpoint has it'})
  readonly root!: string;

  @ApiProperty({description: 'Whether the entries as they are stored still give that root'})
  readonly verified!: boolean;

  @ApiProperty({description: 'The signed note'})
  readonly checkpoint!: string;

  @ApiProperty({format: 'date-time'})
  readonly verifiedAt!: string;
}

export class CertificateDto extends ShownDisposalDto {
  @ApiProperty()
  readonly organisation!: string;

  @ApiProperty({description: 'Privilege text of the committees'})
  readonly privilege!: string;

  @ApiProperty({type: [PolicyDto]})
  readonly policies!: readonly PolicyDto[];

  @ApiProperty()
  readonly log!: VerifiedLogDto;
}
