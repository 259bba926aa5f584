import {ApiProperty, ApiPropertyOptional} from '@nestjs/swagger';
import {Type} from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsISO8601,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  MinLength,
  ValidateNested,
} from 'class-validator';
import {ID} from '../../platform/is-id';

const DATE = 'must be a date such as 2026-03-01';
const nullable = {type: String, nullable: true} as const;

export class ProducedFileDto {
  @ApiPropertyOptional({example: 'EXP-2026-0001', description: 'Number in the register of exports'})
  @IsOptional()
  @IsString()
  @MaxLength(40)
  readonly export?: string;

  @ApiProperty()
  @IsString()
  @MinLength(1)
  @MaxLength(300)
  readonly description!: string;

  @ApiProperty({pattern: '^[0-9a-f]{64}$'})
  @Matches(/^[0-9a-f]{64}$/, {message: 'must be a SHA-256, 64 hexadecimal digits in small letters'})
  readonly sha256!: string;
}

export class NewProductionDto {
  @ApiProperty({description: 'Who asked'})
  @IsString()
  @MinLength(1)
  @MaxLength(300)
  readonly requester!: string;

  @ApiProperty({description: 'By what authority: court, docket, date of the subpoena'})
  @IsString()
  @MinLength(1)
  @MaxLength(500)
  readonly authority!: string;

  @ApiProperty({format: 'date'})
  @Matches(/^\d{4}-\d{2}-\d{2}$/, {message: DATE})
  @IsISO8601({strict: true}, {message: DATE})
  readonly receivedOn!: string;

  @ApiProperty({type: [String], description: 'Ids or numbers of cases'})
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @IsString({each: true})
  @MaxLength(100, {each: true})
  readonly cases!: readonly string[];

  @ApiPropertyOptional({
    type: [String],
    description: 'Items that were produced; everything else of the cases is withheld',
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(5000)
  @Matches(ID, {each: true, message: 'must be ids of items'})
  readonly produced?: readonly string[];

  @ApiPropertyOptional({type: [ProducedFileDto]})
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @ValidateNested({each: true})
  @Type(() => ProducedFileDto)
  readonly files?: readonly ProducedFileDto[];

  @ApiPropertyOptional({description: 'Instead of the statute of each committee’s approved privilege text'})
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(500)
  readonly basis?: string;

  @ApiPropertyOptional({description: 'Who waived the privilege in writing, for whatever is not of the chart'})
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(500)
  readonly waiver?: string;
}

export class CandidatesQueryDto {
  @ApiProperty({description: 'Ids or numbers of cases, with commas between them'})
  @IsString()
  @Matches(/^[A-Za-z0-9-]{1,100}(,[A-Za-z0-9-]{1,100}){0,49}$/, {
    message: 'must be ids or numbers of cases, with commas between them',
  })
  readonly cases!: string;
}

export class PrivilegeLogFormatDto {
  @ApiProperty({enum: ['csv', 'pdf']})
  @IsIn(['csv', 'pdf'])
  readonly format!: 'csv' | 'pdf';
}

class RecordDto {
  @ApiProperty({format: 'date-time'})
  readonly date!: string;

  @ApiProperty({example: 'Review'})
  readonly documentType!: string;

  @ApiProperty({description: 'By role'})
  readonly author!: string;

  @ApiProperty({type: [String], description: 'Roles under which, says the log, it was seen'})
  readonly recipients!: readonly string[];

  @ApiProperty({description: 'General, without content'})
  readonly subject!: string;

  @ApiProperty()
  readonly caseNumber!: string;
}

export class CandidateDto extends RecordDto {
  @ApiProperty({format: 'uuid'})
  readonly case!: string;

  @ApiProperty({format: 'uuid'})
  readonly item!: string;

  @ApiProperty()
  readonly kind!: string;

  @ApiProperty({description: 'Of the medical record, which no peer review privilege covers'})
  readonly ofTheChart!: boolean;

  @ApiProperty({...nullable, description: 'Statute of the committee’s approved privilege text'})
  readonly basis!: string | null;
}

export class PrivilegeEntryDto extends RecordDto {
  @ApiProperty({example: 'PRD-2026-0001.3'})
  readonly entry!: string;

  @ApiProperty()
  readonly basis!: string;
}

export class ProductionDto {
  @ApiProperty({format: 'uuid'})
  readonly id!: string;

  @ApiProperty({example: 'PRD-2026-0001'})
  readonly number!: string;

  @ApiProperty()
  readonly requester!: string;

  @ApiProperty()
  readonly authority!: string;

  @ApiProperty({format: 'date'})
  readonly receivedOn!: string;

  @ApiProperty(nullable)
  readonly waiver!: string | null;

  @ApiProperty({type: [String]})
  readonly cases!: readonly string[];

  @ApiProperty({format: 'date-time'})
  readonly madeAt!: string;
}

class RegisteredFileDto {
  @ApiProperty(nullable)
  readonly export!: string | null;

  @ApiProperty()
  readonly description!: string;

  @ApiProperty()
  readonly sha256!: string;
}

class ProducedItemDto {
  @ApiProperty({format: 'uuid'})
  readonly case!: string;

  @ApiProperty({format: 'uuid'})
  readonly item!: string;

  @ApiProperty()
  readonly kind!: string;
}

export class ShownProductionDto {
  @ApiProperty()
  readonly production!: ProductionDto;

  @ApiProperty({description: 'Name of whoever put it on record'})
  readonly madeBy!: string;

  @ApiProperty({type: [RegisteredFileDto]})
  readonly files!: readonly RegisteredFileDto[];

  @ApiProperty({type: [ProducedItemDto]})
  readonly produced!: readonly ProducedItemDto[];

  @ApiProperty({type: [PrivilegeEntryDto], description: 'The privilege log'})
  readonly withheld!: readonly PrivilegeEntryDto[];
}

export class NewProductionMadeDto {
  @ApiProperty({format: 'uuid'})
  readonly id!: string;

  @ApiProperty({example: 'PRD-2026-0001'})
  readonly number!: string;
}
