import {ApiProperty, ApiPropertyOptional} from '@nestjs/swagger';
import {IsBoolean, IsInt, IsOptional, IsString, Max, MaxLength, Min, MinLength} from 'class-validator';
import {PageCursor, PageLimit} from '../../platform/http/page-query';
import {EventFiltersDto} from './search-query.dto';

export class NewReportDto extends EventFiltersDto {
  @ApiProperty({maxLength: 100})
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  readonly name!: string;

  @ApiPropertyOptional({description: 'Of the desk, for whoever works there', default: false})
  @IsOptional()
  @IsBoolean()
  readonly shared?: boolean;

  @ApiPropertyOptional({type: 'integer', minimum: 1, maximum: 3660, description: 'Instead of from and to'})
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(3660)
  readonly lastDays?: number;
}

export class ReportPageDto {
  @PageLimit(50)
  readonly limit?: string;

  @PageCursor()
  readonly cursor?: string;
}

export class SavedReportDto {
  @ApiProperty({format: 'uuid'})
  readonly id!: string;

  @ApiProperty()
  readonly name!: string;

  @ApiProperty({description: 'Of the desk, not of this person alone'})
  readonly shared!: boolean;

  @ApiProperty({type: 'object', additionalProperties: true})
  readonly filters!: object;

  @ApiProperty({type: 'integer', nullable: true})
  readonly lastDays!: number | null;

  @ApiProperty({format: 'date-time'})
  readonly madeAt!: string;
}
