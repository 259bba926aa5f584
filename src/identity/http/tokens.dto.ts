import {ApiProperty} from '@nestjs/swagger';
import {ArrayMinSize, IsArray, IsIn, IsInt, IsString, Matches, Max, MaxLength, Min} from 'class-validator';
import type {NewToken} from '../commands/api-tokens';
import {LONGEST_TOKEN, TOKEN_SCOPES} from '../domain/token-scope';
import type {TokenScope} from '../domain/token-scope';
import type {TokenView} from '../queries/list-tokens';

export class TokenOrderDto {
  @ApiProperty({example: 'Dashboard of the quality office', maxLength: 100})
  @IsString()
  @MaxLength(100)
  @Matches(/\S/, {message: 'must say what it is for'})
  readonly name!: string;

  @ApiProperty({enum: TOKEN_SCOPES, isArray: true, minItems: 1})
  @IsArray()
  @ArrayMinSize(1)
  @IsIn(TOKEN_SCOPES, {each: true})
  readonly scopes!: readonly TokenScope[];

  @ApiProperty({type: 'integer', minimum: 1, maximum: LONGEST_TOKEN, description: 'How long it opens'})
  @IsInt()
  @Min(1)
  @Max(LONGEST_TOKEN)
  readonly days!: number;
}

export class NewTokenDto implements NewToken {
  @ApiProperty({format: 'uuid'})
  readonly id!: string;

  @ApiProperty({description: 'Shown this once'})
  readonly token!: string;

  @ApiProperty({format: 'date-time'})
  readonly expiresAt!: string;
}

export class TokenDto implements TokenView {
  @ApiProperty({format: 'uuid'})
  readonly id!: string;

  @ApiProperty()
  readonly name!: string;

  @ApiProperty({enum: TOKEN_SCOPES, isArray: true})
  readonly scopes!: readonly TokenScope[];

  @ApiProperty({format: 'date-time'})
  readonly createdAt!: string;

  @ApiProperty({format: 'date-time'})
  readonly expiresAt!: string;
}
