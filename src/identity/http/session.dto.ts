import {ApiProperty} from '@nestjs/swagger';
import {IsString, MaxLength} from 'class-validator';
import {GRANTABLE_ROLES} from '../domain/role';
import type {Role, RoleGrant} from '../domain/role';
import type {FactorNeed} from '../domain/second-factor';

export class SignInDto {
  @ApiProperty({example: 'coordinator@demo.test', maxLength: 320})
  @MaxLength(320)
  @IsString()
  readonly email!: string;

  @ApiProperty({format: 'password', maxLength: 1024})
  @MaxLength(1024)
  @IsString()
  readonly password!: string;
}

export class ConfirmDto {
  @ApiProperty({format: 'password', maxLength: 1024})
  @MaxLength(1024)
  @IsString()
  readonly password!: string;
}

/** Who is signed in, as the interface tells it. */
export interface SessionView {
  readonly person: {readonly id: string; readonly displayName: string; readonly email: string};
  readonly roles: readonly Role[];
  readonly grants: readonly RoleGrant[];
  readonly confirmedUntil: string;
  readonly secondFactor: {
    readonly enrolled: boolean;
    readonly proven: boolean;
    readonly needed: FactorNeed;
  };
}

export class SessionPersonDto {
  @ApiProperty({format: 'uuid'})
  readonly id!: string;

  @ApiProperty()
  readonly displayName!: string;

  @ApiProperty()
  readonly email!: string;
}

export class RoleGrantDto {
  @ApiProperty({enum: ['staff', ...GRANTABLE_ROLES]})
  readonly role!: Role;

  @ApiProperty({type: String, format: 'uuid', nullable: true, description: 'Committee in which it holds'})
  readonly committeeId!: string | null;
}

export class SessionFactorDto {
  @ApiProperty({description: 'Whether there is a second factor'})
  readonly enrolled!: boolean;

  @ApiProperty({description: 'Whether it was proven in this session'})
  readonly proven!: boolean;

  @ApiProperty({
    enum: ['none', 'proof', 'enrolment'],
    description: 'What stands before everything but the session: a proof, setting a factor up, or nothing',
  })
  readonly needed!: FactorNeed;
}

export class SessionDto implements SessionView {
  @ApiProperty({type: SessionPersonDto})
  readonly person!: SessionPersonDto;

  @ApiProperty({enum: ['staff', ...GRANTABLE_ROLES], isArray: true, description: 'Each role once'})
  readonly roles!: readonly Role[];

  @ApiProperty({type: [RoleGrantDto]})
  readonly grants!: readonly RoleGrantDto[];

  @ApiProperty({format: 'date-time', description: 'Until when sensitive actions need no password'})
  readonly confirmedUntil!: string;

  @ApiProperty({type: SessionFactorDto})
  readonly secondFactor!: SessionFactorDto;
}
