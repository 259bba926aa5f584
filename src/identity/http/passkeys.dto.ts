import {ApiProperty} from '@nestjs/swagger';
import {IsObject} from 'class-validator';
import type {AddedFactor} from '../commands/add-passkey';
import {FactorNameDto, RecoveryCodesDto} from './factors.dto';

const anyObject = {type: 'object', additionalProperties: true} as const;

/** Of operations that answer with what `PublicKeyCredential.parse…OptionsFromJSON` reads. */
export const passkeyOptions = {
  schema: {...anyObject, description: 'Options for navigator.credentials, as JSON (WebAuthn Level 3, 5.1)'},
} as const;

export class PasskeyAnswerDto {
  @ApiProperty({...anyObject, description: 'What the browser’s credential gives by toJSON()'})
  @IsObject()
  readonly credential!: object;
}

export class NewPasskeyDto extends FactorNameDto {
  @ApiProperty({...anyObject, description: 'What the browser’s new credential gives by toJSON()'})
  @IsObject()
  readonly credential!: object;
}

export class AddedPasskeyDto extends RecoveryCodesDto implements AddedFactor {
  @ApiProperty({format: 'uuid'})
  readonly id!: string;
}
