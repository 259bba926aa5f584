import {ApiProperty} from '@nestjs/swagger';
import {IsString, Length, MaxLength} from 'class-validator';
import type {BegunTotp} from '../commands/begin-totp';
import type {FactorView} from '../queries/list-factors';

export class CodeDto {
  @ApiProperty({maxLength: 32, description: 'Six digits of an authenticator, or a recovery code'})
  @MaxLength(32)
  @IsString()
  readonly code!: string;
}

export class FactorNameDto {
  @ApiProperty({minLength: 1, maxLength: 60, example: 'My telephone'})
  @Length(1, 60)
  @IsString()
  readonly name!: string;
}

export class FactorDto implements FactorView {
  @ApiProperty({format: 'uuid'})
  readonly id!: string;

  @ApiProperty({enum: ['totp', 'passkey']})
  readonly kind!: 'totp' | 'passkey';

  @ApiProperty()
  readonly name!: string;

  @ApiProperty({format: 'date-time'})
  readonly madeAt!: string;
}

export class FactorsDto {
  @ApiProperty({type: [FactorDto]})
  readonly factors!: readonly FactorDto[];

  @ApiProperty()
  readonly recoveryCodesLeft!: number;
}

export class BegunTotpDto implements BegunTotp {
  @ApiProperty({format: 'uuid'})
  readonly id!: string;

  @ApiProperty({description: 'Base32, for typing in'})
  readonly secret!: string;

  @ApiProperty({description: 'otpauth: address, for a QR code'})
  readonly uri!: string;
}

export class RecoveryCodesDto {
  @ApiProperty({type: [String], description: 'Shown once; empty when there were codes already'})
  readonly recoveryCodes!: readonly string[];
}
