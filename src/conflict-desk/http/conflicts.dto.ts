import {ApiProperty} from '@nestjs/swagger';
import {IsBoolean, IsIn, IsString, Matches, MaxLength} from 'class-validator';
import {CONFLICT_KINDS, DECISIONS, DECLARABLE, GRADES} from '../../conflicts';
import type {ConflictDecision, ConflictGrade, ConflictKind, ConflictSource, Occasion} from '../../conflicts';
import {ID} from '../../platform/is-id';
import type {Clearance, ListedConflict} from '../queries/list-conflicts';

const SOURCES = ['detected', 'self', 'other'] as const;
const OCCASIONS = ['assignment', 'opening', 'voting', 'other'] as const;
const STATES = ['detected', ...DECISIONS] as const;
const WHY = {message: 'must say why'} as const;
const A_PERSON = {message: 'must be the id of a person'} as const;

export class NamedPersonDto {
  @ApiProperty({format: 'uuid'})
  readonly id!: string;

  @ApiProperty()
  readonly name!: string;
}

const nobody = {type: NamedPersonDto, nullable: true} as const;

export class ConflictNoteDto {
  @ApiProperty({example: 'declared'})
  readonly what!: string;

  @ApiProperty({...nobody, description: 'Null where it would tell who is what to the case'})
  readonly by!: NamedPersonDto | null;

  @ApiProperty({format: 'date-time'})
  readonly at!: string;

  @ApiProperty({type: String, nullable: true, description: 'Null once the case was disposed of'})
  readonly text!: string | null;
}

export class ConflictProposalDto {
  @ApiProperty({enum: ['dismissed', 'pinnedFree']})
  readonly decision!: string;

  @ApiProperty({type: NamedPersonDto})
  readonly by!: NamedPersonDto;
}

export class ConflictDto {
  @ApiProperty({type: NamedPersonDto})
  readonly person!: NamedPersonDto;

  @ApiProperty({enum: CONFLICT_KINDS})
  readonly kind!: ConflictKind;

  @ApiProperty({enum: SOURCES, description: 'Detected, or declared by the person or by others'})
  readonly source!: ConflictSource;

  @ApiProperty({enum: GRADES})
  readonly grade!: ConflictGrade;

  @ApiProperty({description: 'False where it rests on a name, or on an identity that nobody has checked'})
  readonly verified!: boolean;

  @ApiProperty({enum: STATES})
  readonly state!: string;

  @ApiProperty({description: 'Whether it keeps the person from judging'})
  readonly blocks!: boolean;

  @ApiProperty()
  readonly evidence!: string;

  @ApiProperty({type: String, enum: OCCASIONS, nullable: true, description: 'When it was declared'})
  readonly occasion!: Occasion | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Null when it has only just arisen',
  })
  readonly since!: string | null;

  @ApiProperty(nobody)
  readonly declaredBy!: NamedPersonDto | null;

  @ApiProperty(nobody)
  readonly decidedBy!: NamedPersonDto | null;

  @ApiProperty(nobody)
  readonly secondedBy!: NamedPersonDto | null;

  @ApiProperty({type: ConflictProposalDto, nullable: true, description: 'What waits for a second person'})
  readonly proposal!: ConflictProposalDto | null;

  @ApiProperty({type: [ConflictNoteDto]})
  readonly notes!: readonly ConflictNoteDto[];
}

export class ClearanceDto {
  @ApiProperty({type: NamedPersonDto})
  readonly person!: NamedPersonDto;

  @ApiProperty({description: 'Whether nothing keeps them from reviewing the case'})
  readonly couldReview!: boolean;

  @ApiProperty({type: [String], description: 'What they are to the case that keeps them from it'})
  readonly relations!: readonly string[];

  @ApiProperty({type: [ConflictDto]})
  readonly conflicts!: readonly ConflictDto[];
}

class PersonPlaceDto {
  @ApiProperty({format: 'uuid', description: 'Whose conflict it is'})
  @Matches(ID, A_PERSON)
  readonly personId!: string;
}

export class DeclarationDto extends PersonPlaceDto {
  @ApiProperty({enum: DECLARABLE})
  @IsIn(DECLARABLE)
  readonly kind!: ConflictKind;

  @ApiProperty({enum: OCCASIONS, description: 'On what occasion it is declared'})
  @IsIn(OCCASIONS)
  readonly occasion!: Occasion;

  @ApiProperty({maxLength: 2000})
  @IsString()
  @Matches(/\S/, {message: 'must say what it is'})
  @MaxLength(2000)
  readonly detail!: string;
}

class ConflictPlaceDto extends PersonPlaceDto {
  @ApiProperty({enum: CONFLICT_KINDS})
  @IsIn(CONFLICT_KINDS)
  readonly kind!: ConflictKind;

  @ApiProperty({enum: SOURCES})
  @IsIn(SOURCES)
  readonly source!: ConflictSource;

  @ApiProperty({maxLength: 2000})
  @IsString()
  @Matches(/\S/, WHY)
  @MaxLength(2000)
  readonly reason!: string;
}

export class ConflictDecisionDto extends ConflictPlaceDto {
  @ApiProperty({enum: DECISIONS, description: 'What is pinned, detection does not touch again'})
  @IsIn(DECISIONS)
  readonly decision!: ConflictDecision;
}

export class SecondWordDto extends ConflictPlaceDto {
  @ApiProperty()
  @IsBoolean()
  readonly agree!: boolean;
}

export class DeclaredDto {
  @ApiProperty({format: 'uuid'})
  readonly personId!: string;

  @ApiProperty({enum: DECLARABLE})
  readonly kind!: ConflictKind;

  @ApiProperty({enum: ['self', 'other']})
  readonly source!: ConflictSource;
}

export class DecidedDto {
  @ApiProperty({description: 'Whether it counts only once a second person agrees'})
  readonly waitsForSecond!: boolean;
}

export const presentConflict = (listed: ListedConflict): ConflictDto => {
  const {kind, source, grade, verified, state, blocks, evidence, row} = listed.conflict;
  return {
    person: listed.person,
    ...{kind, source, grade, verified, state, blocks, evidence},
    occasion: row?.occasion ?? null,
    since: row?.detected_at.toISOString() ?? null,
    declaredBy: listed.declaredBy,
    decidedBy: listed.decidedBy,
    secondedBy: listed.secondedBy,
    proposal: listed.proposal,
    notes: listed.notes,
  };
};

export const presentClearance = ({conflicts, ...rest}: Clearance): ClearanceDto => ({
  ...rest,
  conflicts: conflicts.map(presentConflict),
});
