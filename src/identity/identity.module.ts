import {Module} from '@nestjs/common';
import {AuditModule} from '../audit';
import {AccountLinks} from './commands/account-links';
import {AddPasskey} from './commands/add-passkey';
import {ApiTokens} from './commands/api-tokens';
import {AskForPasskey} from './commands/ask-for-passkey';
import {Attest} from './commands/attest';
import {BeginProviderSignIn} from './commands/begin-provider-sign-in';
import {BeginTotp} from './commands/begin-totp';
import {ChangePassword} from './commands/change-password';
import {ConfirmSignIn} from './commands/confirm-sign-in';
import {ConfirmTotp} from './commands/confirm-totp';
import {CountFactor} from './commands/count-factor';
import {CreateOrganisation} from './commands/create-organisation';
import {CreatePerson} from './commands/create-person';
import {CreatePracticeGroup} from './commands/create-practice-group';
import {EndFactor} from './commands/end-factor';
import {EndSessions} from './commands/end-sessions';
import {EnterAttestationText} from './commands/enter-attestation-text';
import {FinishProviderSignIn} from './commands/finish-provider-sign-in';
import {FoundOrganisation} from './commands/found-organisation';
import {GrantRole} from './commands/grant-role';
import {OpenProviderSession} from './commands/open-provider-session';
import {OpenSession} from './commands/open-session';
import {PasskeyChallenges} from './commands/passkey-challenges';
import {ProveCode} from './commands/prove-code';
import {ProvePasskey} from './commands/prove-passkey';
import {RecoveryCodes} from './commands/recovery-codes';
import {RecordRefusal} from './commands/record-refusal';
import {RenameFactor} from './commands/rename-factor';
import {SetPassword} from './commands/set-password';
import {SetPasswordByLink} from './commands/set-password-by-link';
import {SignIn} from './commands/sign-in';
import {SignInFlows} from './commands/sign-in-flows';
import {SignOut} from './commands/sign-out';
import {AccountController} from './http/account.controller';
import {AttestationController} from './http/attestation.controller';
import {FactorsController} from './http/factors.controller';
import {PasskeysController} from './http/passkeys.controller';
import {ProviderController} from './http/provider.controller';
import {SecondFactorController} from './http/second-factor.controller';
import {SessionController} from './http/session.controller';
import {SessionsController} from './http/sessions.controller';
import {TokensController} from './http/tokens.controller';
import {SessionWatch} from './http/session-watch';
import {IdentityProvider} from './identity-provider';
import {PasskeyCeremony} from './passkey-ceremony';
import {PasswordHasher} from './password-hasher';
import {CheckPassword} from './queries/check-password';
import {AttestationTexts} from './queries/attestation-texts';
import {ListAttestations} from './queries/list-attestations';
import {ListFactors} from './queries/list-factors';
import {ListSessions} from './queries/list-sessions';
import {ListTokens} from './queries/list-tokens';
import {Sessions} from './queries/sessions';
import {StillSignedIn} from './queries/still-signed-in';
import {TokenHolders} from './queries/token-holders';

const administration = [
  Attest,
  AttestationTexts,
  ListAttestations,
  CreateOrganisation,
  CreatePerson,
  CreatePracticeGroup,
  SetPassword,
  GrantRole,
  FoundOrganisation,
];

const secondFactor = [
  BeginTotp,
  ConfirmTotp,
  ProveCode,
  CountFactor,
  EndFactor,
  RecordRefusal,
  RenameFactor,
  RecoveryCodes,
  ListFactors,
  PasskeyCeremony,
  PasskeyChallenges,
  AskForPasskey,
  AddPasskey,
  ProvePasskey,
];

const singleSignOn = [
  IdentityProvider,
  SignInFlows,
  BeginProviderSignIn,
  FinishProviderSignIn,
  OpenProviderSession,
];

@Module({
  imports: [AuditModule],
  controllers: [
    AccountController,
    AttestationController,
    SessionController,
    SessionsController,
    SecondFactorController,
    FactorsController,
    PasskeysController,
    ProviderController,
    TokensController,
  ],
  providers: [
    ...administration,
    ...secondFactor,
    ...singleSignOn,
    EnterAttestationText,
    OpenSession,
    SignIn,
    SignOut,
    AccountLinks,
    ApiTokens,
    ListTokens,
    TokenHolders,
    SetPasswordByLink,
    ConfirmSignIn,
    ChangePassword,
    EndSessions,
    ListSessions,
    CheckPassword,
    Sessions,
    SessionWatch,
    StillSignedIn,
    PasswordHasher,
  ],
  exports: [...administration, AccountLinks, Sessions, SessionWatch],
})
export class IdentityModule {}
