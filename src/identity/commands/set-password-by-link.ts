import {Injectable} from '@nestjs/common';
import {AccessLog, AuditedTransaction} from '../../audit';
import {Clock} from '../../platform/clock/clock';
import {ReadDatabase} from '../../platform/database/read-database';
import {problems} from '../../platform/errors/problem';
import {tokenHash} from '../domain/access-token';
import {PasswordHasher} from '../password-hasher';
import {judgePassword} from '../password-rule';
import {endLinksOf, findLink, useLink} from '../persistence/account-link-statements';
import {storePassword} from '../persistence/person-statements';
import {endSessionsOf} from '../persistence/session-statements';
import {endApiTokens} from '../persistence/token-statements';
import {signInRecord} from '../sign-in-record';

const spent = (): Error =>
  problems.invalid([
    {
      pointer: '/token',
      detail: 'opens nothing: it was used, has expired, or was replaced; ask for a new link',
    },
  ]);

/** Sets the password of whoever holds a one-time link. Second factors stay: a mailbox alone opens no account. */
@Injectable()
export class SetPasswordByLink {
  constructor(
    private readonly database: ReadDatabase,
    private readonly transactions: AuditedTransaction,
    private readonly log: AccessLog,
    private readonly passwords: PasswordHasher,
    private readonly clock: Clock,
  ) {}

  /** @throws Problem `invalid` for a link that opens nothing, and for a password that the rule refuses */
  async run({token, password}: {token: string; password: string}): Promise<void> {
    const hash = tokenHash(token);
    const now = this.clock.now();
    const link = hash && (await this.database.read((tx) => tx.row(findLink, [hash, now])));
    if (!link) throw spent();
    const {organisation_id: organisationId, person_id: personId, purpose} = link;
    const refused = signInRecord('linkRefused', personId, {purpose});
    if (!link.opens) {
      await this.log.record(organisationId, [refused]);
      throw spent();
    }
    const fault = await judgePassword(password, [link.email, link.display_name]);
    if (fault !== null) throw problems.invalid([{pointer: '/password', detail: fault}]);
    const stored = await this.passwords.hash(password);
    const used = await this.transactions.run(organisationId, async (tx) => {
      const taken = await tx.write(useLink, [organisationId, hash, now]);
      if (taken.length === 0) return {result: false, records: [refused]};
      await tx.write(storePassword, [organisationId, personId, stored]);
      await tx.write(endLinksOf, [organisationId, personId, now]);
      await tx.write(endSessionsOf, [organisationId, personId, now]);
      await tx.write(endApiTokens, [organisationId, personId, now, null]);
      return {result: true, records: [signInRecord('passwordChosen', personId, {purpose})]};
    });
    if (!used) throw spent();
  }
}
