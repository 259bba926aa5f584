import {ApiProperty} from '@nestjs/swagger';
import {IsString, MaxLength} from 'class-validator';

export class RecoveryDto {
  @ApiProperty({example: 'coordinator@demo.test', maxLength: 320})
  @MaxLength(320)
  @IsString()
  readonly email!: string;
}

export class PasswordByLinkDto {
  @ApiProperty({description: 'What stands behind the # of the link', maxLength: 100})
  @MaxLength(100)
  @IsString()
  readonly token!: string;

  @ApiProperty({format: 'password', description: 'At least 15 characters', maxLength: 1024})
  @MaxLength(1024)
  @IsString()
  readonly password!: string;
}
