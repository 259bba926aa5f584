import {ApiProperty} from '@nestjs/swagger';
import {IsString, Length, MaxLength} from 'class-validator';
import type {ListedAttestation} from '../queries/list-attestations';

const untilWords = {type: String, format: 'date-time', nullable: true} as const;

export class AttestDto {
  @ApiProperty({maxLength: 40, description: 'Version of the text that was read and is signed'})
  @MaxLength(40)
  @IsString()
  readonly version!: string;
}

export class AttestedDto {
  @ApiProperty({...untilWords, description: 'Until when it holds; null when it was never signed'})
  readonly until!: string | null;
}

export class AttestationTextDto {
  @ApiProperty({minLength: 1, maxLength: 200})
  @Length(1, 200)
  @IsString()
  readonly title!: string;

  @ApiProperty({minLength: 1, maxLength: 10_000})
  @Length(1, 10_000)
  @IsString()
  readonly text!: string;

  @ApiProperty({minLength: 1, maxLength: 400, description: 'Who wrote it, and who approved it'})
  @Length(1, 400)
  @IsString()
  readonly provenance!: string;
}

export class AttestationVersionDto {
  @ApiProperty()
  readonly version!: string;
}

export class AttestationDto extends AttestationTextDto {
  @ApiProperty()
  readonly version!: string;

  @ApiProperty({...untilWords, description: 'Until when one’s own holds; null when it was never signed'})
  readonly until!: string | null;

  @ApiProperty({description: 'Whether one must sign before cases open'})
  readonly due!: boolean;
}

export class ListedAttestationDto implements ListedAttestation {
  @ApiProperty({format: 'uuid'})
  readonly id!: string;

  @ApiProperty()
  readonly displayName!: string;

  @ApiProperty({...untilWords, description: 'Null when they never signed'})
  readonly until!: string | null;

  @ApiProperty({description: 'Whether they see no case until they sign'})
  readonly due!: boolean;
}
