import {Injectable} from '@nestjs/common';
import {AccessLog} from '../../audit';
import {SignedInPerson} from '../domain/signed-in-person';
import {CheckPassword} from '../queries/check-password';
import {Sessions} from '../queries/sessions';
import {signInRecord} from '../sign-in-record';
import {Browser, OpenSession} from './open-session';

export interface SignInAttempt extends Browser {
  readonly email: string;
  readonly password: string;
}

/** Signs in. An unknown address, a wrong password and a disabled account take as long and look alike. */
@Injectable()
export class SignIn {
  constructor(
    private readonly check: CheckPassword,
    private readonly open: OpenSession,
    private readonly sessions: Sessions,
    private readonly log: AccessLog,
  ) {}

  /**
   * @returns the new session, or `null` when address and password do not belong together
   * @throws LogUnavailableError
   */
  async run(attempt: SignInAttempt): Promise<{token: string; person: SignedInPerson} | null> {
    const {account, organisationId, personId} = await this.check.run(attempt.email, attempt.password);
    const token = account && (await this.open.run(account, attempt));
    const person = token === null ? null : await this.sessions.find(token);
    if (token !== null && person !== null) return {token, person};
    if (organisationId !== null) {
      const failed = signInRecord('signInFailed', personId, {address: attempt.address});
      await this.log.record(organisationId, [failed]);
    }
    return null;
  }
}
