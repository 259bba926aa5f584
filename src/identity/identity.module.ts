import {Module} from '@nestjs/common';
import {AuditModule} from '../audit';
import {AccountLinks} from './commands/account-links';
import {ApiTokens} from './commands/api-tokens';
import {BeginTotp} from './commands/begin-totp';
import {ConfirmSignIn} from './commands/confirm-sign-in';
import {ConfirmTotp} from './commands/confirm-totp';
import {CreateOrganisation} from './commands/create-organisation';
import {CreatePerson} from './commands/create-person';
import {CreatePracticeGroup} from './commands/create-practice-group';
import {EndFactor} from './commands/end-factor';
import {FoundOrganisation} from './commands/found-organisation';
import {GrantRole} from './commands/grant-role';
import {OpenSession} from './commands/open-session';
import {ProveCode} from './commands/prove-code';
import {RecoveryCodes} from './commands/recovery-codes';
import {SetPassword} from './commands/set-password';
import {SetPasswordByLink} from './commands/set-password-by-link';
import {SignIn} from './commands/sign-in';
import {SignOut} from './commands/sign-out';
import {AccountController} from './http/account.controller';
import {FactorsController} from './http/factors.controller';
import {SecondFactorController} from './http/second-factor.controller';
import {SessionController} from './http/session.controller';
import {TokensController} from './http/tokens.controller';
import {PasswordHasher} from './password-hasher';
import {CheckPassword} from './queries/check-password';
import {ListFactors} from './queries/list-factors';
import {ListTokens} from './queries/list-tokens';
import {Sessions} from './queries/sessions';
import {TokenHolders} from './queries/token-holders';

const administration = [
  CreateOrganisation,
  CreatePerson,
  CreatePracticeGroup,
  SetPassword,
  GrantRole,
  FoundOrganisation,
];

const secondFactor = [BeginTotp, ConfirmTotp, ProveCode, EndFactor, RecoveryCodes, ListFactors];

@Module({
  imports: [AuditModule],
  controllers: [
    AccountController,
    SessionController,
    SecondFactorController,
    FactorsController,
    TokensController,
  ],
  providers: [
    ...administration,
    ...secondFactor,
    OpenSession,
    SignIn,
    SignOut,
    AccountLinks,
    ApiTokens,
    ListTokens,
    TokenHolders,
    SetPasswordByLink,
    ConfirmSignIn,
    CheckPassword,
    Sessions,
    PasswordHasher,
  ],
  exports: [...administration, AccountLinks, Sessions],
})
export class IdentityModule {}
