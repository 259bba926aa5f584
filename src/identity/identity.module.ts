import {Module} from '@nestjs/common';
import {AuditModule} from '../audit';
import {ConfirmSignIn} from './commands/confirm-sign-in';
import {CreateOrganisation} from './commands/create-organisation';
import {CreatePerson} from './commands/create-person';
import {CreatePracticeGroup} from './commands/create-practice-group';
import {GrantRole} from './commands/grant-role';
import {OpenSession} from './commands/open-session';
import {SetPassword} from './commands/set-password';
import {SignIn} from './commands/sign-in';
import {SignOut} from './commands/sign-out';
import {SessionController} from './http/session.controller';
import {PasswordHasher} from './password-hasher';
import {CheckPassword} from './queries/check-password';
import {Sessions} from './queries/sessions';

const administration = [CreateOrganisation, CreatePerson, CreatePracticeGroup, SetPassword, GrantRole];

@Module({
  imports: [AuditModule],
  controllers: [SessionController],
  providers: [
    ...administration,
    OpenSession,
    SignIn,
    SignOut,
    ConfirmSignIn,
    CheckPassword,
    Sessions,
    PasswordHasher,
  ],
  exports: [...administration, Sessions],
})
export class IdentityModule {}
