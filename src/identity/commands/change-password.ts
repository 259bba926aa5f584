import {Injectable} from '@nestjs/common';
import {AccessLog, AuditedTransaction} from '../../audit';
import {Clock} from '../../platform/clock/clock';
import {problems} from '../../platform/errors/problem';
import {tokenHash} from '../domain/access-token';
import {SignedInPerson} from '../domain/signed-in-person';
import {PasswordHasher} from '../password-hasher';
import {judgePassword} from '../password-rule';
import {endLinksOf} from '../persistence/account-link-statements';
import {replacePassword} from '../persistence/person-statements';
import {endSessions} from '../persistence/session-statements';
import {endApiTokens} from '../persistence/token-statements';
import {CheckPassword, CheckedPassword} from '../queries/check-password';
import {signInRecord} from '../sign-in-record';

export interface PasswordChange {
  readonly person: SignedInPerson;
  /** Of the session that stays. */
  readonly token: string | undefined;
  readonly current: string;
  readonly password: string;
}

const wrong = (): Error => problems.invalid([{pointer: '/current', detail: 'is wrong'}]);

/** Changes a person's own password, by the one before; everything that was opened with that one ends but this session. */
@Injectable()
export class ChangePassword {
  constructor(
    private readonly check: CheckPassword,
    private readonly passwords: PasswordHasher,
    private readonly transactions: AuditedTransaction,
    private readonly log: AccessLog,
    private readonly clock: Clock,
  ) {}

  /** @throws Problem `invalid` for a wrong password of before, and for a new one that the rule refuses */
  async run(change: PasswordChange): Promise<void> {
    const {person, current, password} = change;
    const {organisationId, personId, email, displayName} = person;
    const {account} = await this.check.run(email, current);
    if (!account) {
      await this.log.record(organisationId, [signInRecord('confirmationFailed', personId)]);
      throw wrong();
    }
    const fault = await judgePassword(password, [email, displayName]);
    if (fault !== null) throw problems.invalid([{pointer: '/password', detail: fault}]);
    if (!(await this.#store(change, account, await this.passwords.hash(password)))) throw wrong();
  }

  /** @returns false when the password changed since it was compared */
  async #store(
    {person: {organisationId, personId}, token}: PasswordChange,
    account: NonNullable<CheckedPassword['account']>,
    stored: string,
  ): Promise<boolean> {
    const keys = [organisationId, personId];
    return this.transactions.run(organisationId, async (tx) => {
      const now = this.clock.now();
      const replaced = await tx.write(replacePassword, [...keys, account.password_hash, stored]);
      if (replaced.length === 0)
        return {result: false, records: [signInRecord('confirmationFailed', personId)]};
      const ended = await tx.write(endSessions, [...keys, now, null, tokenHash(token)]);
      await tx.write(endApiTokens, [...keys, now, null]);
      await tx.write(endLinksOf, [...keys, now]);
      const details = {sessionsEnded: String(ended.length)};
      return {result: true, records: [signInRecord('passwordChanged', personId, details)]};
    });
  }
}
