import {ApiProperty, ApiPropertyOptional} from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import type {Compartment} from '../../disclosure';
import {OPENABLE} from '../commands/break-glass';
import type {ListedGlass} from '../queries/list-glass';

const PURPOSES = ['compliance', 'legalHold'] as const;

export class NewGlassDto {
  @ApiProperty({description: 'Id or number of the case'})
  @IsString()
  @Matches(/\S/)
  @MaxLength(100)
  readonly case!: string;

  @ApiProperty({enum: OPENABLE, isArray: true, description: 'What is opened; nothing else is'})
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(OPENABLE.length)
  @IsIn(OPENABLE, {each: true})
  readonly compartments!: readonly Compartment[];

  @ApiProperty({enum: PURPOSES, description: '`legalHold` to review what is held'})
  @IsIn(PURPOSES)
  readonly purpose!: (typeof PURPOSES)[number];

  @ApiProperty({maxLength: 2000, description: 'Kept sealed with the case; the record proves it'})
  @IsString()
  @Matches(/\S/, {message: 'must say why'})
  @MaxLength(2000)
  readonly reason!: string;

  @ApiPropertyOptional({
    default: 4,
    minimum: 1,
    maximum: 72,
    description: 'Hours after which it ends by itself',
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(72)
  readonly hours?: number;
}

export class BrokenGlassDto {
  @ApiProperty({format: 'uuid'})
  readonly id!: string;

  @ApiProperty({format: 'date-time'})
  readonly endsAt!: string;
}

class GlassPersonDto {
  @ApiProperty({format: 'uuid'})
  readonly id!: string;

  @ApiProperty()
  readonly name!: string;
}

export class GlassDto extends BrokenGlassDto {
  @ApiProperty({format: 'uuid'})
  readonly case!: string;

  @ApiProperty()
  readonly caseNumber!: string;

  @ApiProperty({type: GlassPersonDto})
  readonly by!: GlassPersonDto;

  @ApiProperty({enum: OPENABLE, isArray: true})
  readonly compartments!: readonly string[];

  @ApiProperty({enum: PURPOSES})
  readonly purpose!: (typeof PURPOSES)[number];

  @ApiProperty({
    type: String,
    nullable: true,
    description:
      'Null once the content of the case was destroyed, and for those of before reasons were sealed',
  })
  readonly reason!: string | null;

  @ApiProperty({format: 'date-time'})
  readonly openedAt!: string;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When it was ended before its time',
  })
  readonly endedAt!: string | null;

  @ApiProperty({description: 'Whether it is open now'})
  readonly open!: boolean;
}

export const presentGlass = ({glass, by, open, reason}: ListedGlass): GlassDto => ({
  id: glass.id,
  case: glass.case_id,
  caseNumber: glass.case_number,
  by,
  compartments: glass.compartments,
  purpose: glass.purpose,
  reason,
  openedAt: glass.opened_at.toISOString(),
  endsAt: glass.ends_at.toISOString(),
  endedAt: glass.ended_at?.toISOString() ?? null,
  open,
});
