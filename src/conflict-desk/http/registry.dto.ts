import {ApiProperty} from '@nestjs/swagger';
import {IsBoolean, IsIn, IsString, Matches, MaxLength, ValidateIf} from 'class-validator';
import {ID} from '../../platform/is-id';
import type {NewIdentity, NewTie} from '../commands/change-registry';

const IDENTITY_KINDS = ['name', 'npi', 'email', 'employer', 'market'] as const;
const TIE_KINDS = ['supervisor', 'family', 'financial'] as const;
const A_PERSON = {message: 'must be the id of a person'} as const;
const WORD = {message: 'must not be empty'} as const;
const isGiven = (_body: unknown, value: unknown): boolean => value !== null;

export class NewIdentityDto {
  @ApiProperty({enum: IDENTITY_KINDS})
  @IsIn(IDENTITY_KINDS)
  readonly kind!: NewIdentity['kind'];

  @ApiProperty({maxLength: 320})
  @IsString()
  @Matches(/\S/, WORD)
  @MaxLength(320)
  readonly value!: string;

  @ApiProperty({
    description: 'Whether somebody has checked it; what nobody has checked is flagged and blocks nobody',
  })
  @IsBoolean()
  readonly verified!: boolean;
}

export class NewTieDto {
  @ApiProperty({enum: TIE_KINDS})
  @IsIn(TIE_KINDS)
  readonly kind!: NewTie['kind'];

  @ApiProperty({format: 'uuid', description: 'Of a supervisor: who supervises'})
  @Matches(ID, A_PERSON)
  readonly personId!: string;

  @ApiProperty({format: 'uuid'})
  @Matches(ID, A_PERSON)
  readonly otherId!: string;

  @ApiProperty()
  @IsBoolean()
  readonly verified!: boolean;
}

export class PracticeGroupDto {
  @ApiProperty({type: String, format: 'uuid', nullable: true})
  @ValidateIf(isGiven)
  @Matches(ID, {message: 'must be the id of a practice group, or null'})
  readonly practiceGroupId!: string | null;
}

export class AliasDto {
  @ApiProperty({maxLength: 200, description: 'A name, or a domain of mail'})
  @IsString()
  @MaxLength(200)
  readonly alias!: string;

  @ApiProperty({type: String, nullable: true, maxLength: 200, description: 'Null takes the alias away'})
  @ValidateIf(isGiven)
  @IsString()
  @MaxLength(200)
  readonly standsFor!: string | null;
}

export class PlaceholderDto {
  @ApiProperty({maxLength: 200})
  @IsString()
  @MaxLength(200)
  readonly value!: string;

  @ApiProperty({
    ...{type: Boolean, nullable: true},
    description:
      'True adds it to the stop list, false takes it off, null leaves it to what comes with Collegium',
  })
  @ValidateIf(isGiven)
  @IsBoolean()
  readonly listed!: boolean | null;
}

export class AddedDto {
  @ApiProperty({format: 'uuid'})
  readonly id!: string;
}

class IdentityDto extends NewIdentityDto {
  @ApiProperty({format: 'uuid'})
  readonly id!: string;
}

class TieDto extends NewTieDto {
  @ApiProperty({format: 'uuid'})
  readonly id!: string;
}

export class RegisteredPersonDto {
  @ApiProperty({type: [IdentityDto]})
  readonly identities!: readonly IdentityDto[];

  @ApiProperty({type: [TieDto]})
  readonly ties!: readonly TieDto[];
}

class SetAliasDto {
  @ApiProperty()
  readonly alias!: string;

  @ApiProperty()
  readonly standsFor!: string;
}

class SetPlaceholderDto {
  @ApiProperty()
  readonly value!: string;

  @ApiProperty()
  readonly listed!: boolean;
}

export class RegisteredNamesDto {
  @ApiProperty({type: [SetAliasDto]})
  readonly aliases!: readonly SetAliasDto[];

  @ApiProperty({type: [SetPlaceholderDto]})
  readonly placeholders!: readonly SetPlaceholderDto[];
}
