import {ApiProperty, ApiPropertyOptional} from '@nestjs/swagger';
import {
  IsISO8601,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
} from 'class-validator';
import {EVERY_PROGRAMME, HOLD_SCOPES, RECORD_CLASSES} from '../domain/retention';
import type {HoldScope, RecordClass} from '../domain/retention';

const DATE = 'must be a date such as 2026-03-01';
const nullable = {type: String, nullable: true} as const;

export class NewPolicyDto {
  @ApiProperty({enum: RECORD_CLASSES})
  @IsIn(RECORD_CLASSES)
  readonly class!: RecordClass;

  @ApiProperty({description: `Id of a programme, or ${EVERY_PROGRAMME} for all that have none of their own`})
  @Matches(/^(\*|[a-z][a-z0-9-]{0,99})$/, {message: 'must be a programme or *'})
  readonly programme!: string;

  @ApiProperty({type: 'integer', minimum: 1, maximum: 100, description: 'From when a case was settled last'})
  @IsInt()
  @Min(1)
  @Max(100)
  readonly years!: number;

  @ApiProperty({description: 'Who approved it as counsel'})
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  readonly counsel!: string;

  @ApiProperty({format: 'date'})
  @Matches(/^\d{4}-\d{2}-\d{2}$/, {message: DATE})
  @IsISO8601({strict: true}, {message: DATE})
  readonly approvedOn!: string;

  @ApiProperty({description: 'Where the approval can be found'})
  @IsString()
  @MinLength(1)
  @MaxLength(300)
  readonly document!: string;
}

export class NewHoldDto {
  @ApiProperty({enum: HOLD_SCOPES})
  @IsIn(HOLD_SCOPES)
  readonly scope!: HoldScope;

  @ApiPropertyOptional({
    description: 'Id of the case, person or programme, or number of the case; left out for all',
  })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  readonly subject?: string;

  @ApiProperty()
  @IsString()
  @MinLength(1)
  @MaxLength(2000)
  readonly reason!: string;
}

export class ReasonDto {
  @ApiProperty()
  @IsString()
  @MinLength(1)
  @MaxLength(2000)
  readonly reason!: string;
}

export class EnteredDto {
  @ApiProperty({format: 'uuid'})
  readonly id!: string;
}

export class ReleasedDto {
  @ApiProperty({description: 'False while a second person has to release it'})
  readonly released!: boolean;
}

export class DisposedDto {
  @ApiProperty({type: 'integer'})
  readonly executed!: number;

  @ApiProperty({type: 'integer', description: 'Held, re-opened or no longer due'})
  readonly kept!: number;
}

export class PolicyDto {
  @ApiProperty({format: 'uuid'})
  readonly id!: string;

  @ApiProperty({enum: RECORD_CLASSES})
  readonly class!: RecordClass;

  @ApiProperty()
  readonly programme!: string;

  @ApiProperty({type: 'integer'})
  readonly years!: number;

  @ApiProperty()
  readonly counsel!: string;

  @ApiProperty({format: 'date'})
  readonly approvedOn!: string;

  @ApiProperty()
  readonly document!: string;

  @ApiProperty({description: 'Id of a person'})
  readonly enteredBy!: string;

  @ApiProperty({format: 'date-time'})
  readonly enteredAt!: string;

  @ApiProperty({...nullable, format: 'date-time', description: 'Null while it is in force'})
  readonly endedAt!: string | null;
}

export class HoldDto {
  @ApiProperty({format: 'uuid'})
  readonly id!: string;

  @ApiProperty({enum: HOLD_SCOPES})
  readonly scope!: HoldScope;

  @ApiProperty({description: 'Id of the case, person or programme; empty for all'})
  readonly subject!: string;

  @ApiProperty()
  readonly reason!: string;

  @ApiProperty({description: 'Id of a person'})
  readonly placedBy!: string;

  @ApiProperty({format: 'date-time'})
  readonly placedAt!: string;

  @ApiProperty({...nullable, description: 'Id of a person'})
  readonly releaseAskedBy!: string | null;

  @ApiProperty(nullable)
  readonly releaseReason!: string | null;

  @ApiProperty({...nullable, description: 'Id of a person'})
  readonly releasedBy!: string | null;

  @ApiProperty({...nullable, format: 'date-time'})
  readonly releasedAt!: string | null;
}
