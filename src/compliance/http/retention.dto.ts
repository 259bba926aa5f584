import {ApiProperty, ApiPropertyOptional} from '@nestjs/swagger';
import {IsIn, IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min, MinLength} from 'class-validator';
import {EVERY_PROGRAMME, HOLD_SCOPES, RECORD_CLASSES} from '../domain/retention';
import type {HoldScope, RecordClass} from '../domain/retention';

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
  @Matches(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, {message: 'must be a date such as 2026-03-01'})
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

  @ApiPropertyOptional({description: 'Id of the case, person or programme; left out for all'})
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
