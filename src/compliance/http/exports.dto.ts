import {ApiProperty} from '@nestjs/swagger';
import {IsIn} from 'class-validator';
import {PageCursor, PageLimit} from '../../platform/http/page-query';
import {EXPORT_FORMATS} from '../domain/export-lines';
import type {ExportFormat} from '../domain/export-lines';
import {NamedPersonDto} from './audit-events.dto';
import {EventFiltersDto} from './search-query.dto';

export class NewExportDto extends EventFiltersDto {
  @ApiProperty({enum: EXPORT_FORMATS})
  @IsIn([...EXPORT_FORMATS])
  readonly format!: ExportFormat;
}

export class ExportEntryDto {
  @ApiProperty({example: 'EXP-2026-0001'})
  readonly number!: string;

  @ApiProperty({enum: ['events', 'production']})
  readonly what!: string;

  @ApiProperty({enum: EXPORT_FORMATS})
  readonly format!: string;

  @ApiProperty({type: 'object', additionalProperties: true})
  readonly filters!: object;

  @ApiProperty({type: NamedPersonDto, nullable: true})
  readonly madeBy!: NamedPersonDto | null;

  @ApiProperty({format: 'date-time'})
  readonly madeAt!: string;
}

export class ExportListDto {
  @PageLimit(50)
  readonly limit?: string;

  @PageCursor()
  readonly cursor?: string;
}

export class ExportPageDto {
  @ApiProperty({type: [ExportEntryDto]})
  readonly items!: readonly ExportEntryDto[];

  @ApiProperty({type: 'string', nullable: true, description: 'Cursor of the next page; null at the end'})
  readonly next!: string | null;
}
