import {Injectable} from '@nestjs/common';
import {AuditedTransaction, INSTALLATION, configurationRecord} from '../../audit';
import {FoundOrganisation, TOKEN_BYTES, tokenHash} from '../../identity';
import type {NewFoundation} from '../../identity';
import {Clock} from '../../platform/clock/clock';
import {Randomness} from '../../platform/crypto/randomness';
import {ReadDatabase} from '../../platform/database/read-database';
import {problems} from '../../platform/errors/problem';
import {anyOrganisation, offerSetUp, takeSetUp} from '../persistence/set-up-rows';
import {OPERATOR, withRowScope} from '../../platform/database/rows/row-scope';

/** Milliseconds for which the link opens. */
const LIFETIME = 24 * 3_600_000;
/** Who acts before there is anybody. */
const BY = 'system';

/** The first organisation and its administrator, made by whoever holds the link that the start printed. */
@Injectable()
export class SetUp {
  constructor(
    private readonly database: ReadDatabase,
    private readonly transactions: AuditedTransaction,
    private readonly foundation: FoundOrganisation,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {}

  /** @returns the token of a new link; links of before open no longer. `null` once there is an organisation */
  async offer(): Promise<string | null> {
    return withRowScope(OPERATOR, () => this.#offer());
  }

  async #offer(): Promise<string | null> {
    const found = await this.database.read((tx) => tx.row(anyOrganisation, []));
    if (found?.there === true) return null;
    const token = this.randomness.bytes(TOKEN_BYTES).toString('base64url');
    const expires = new Date(this.clock.now().getTime() + LIFETIME);
    await this.transactions.run(INSTALLATION, async (tx) => {
      await tx.write(offerSetUp, [tokenHash(token), expires]);
      const event = {type: 'setUpOffered', action: 'E', on: null, details: {}} as const;
      return {result: null, records: [configurationRecord(BY, event)]};
    });
    return token;
  }

  /** @throws Problem `invalid` for a link that opens nothing, and with every fault of what was entered */
  async run(foundation: NewFoundation & {readonly token: string}): Promise<void> {
    await withRowScope(OPERATOR, () => this.#found(foundation));
  }

  async #found({token, ...entered}: NewFoundation & {readonly token: string}): Promise<void> {
    const checked = await this.foundation.check(entered);
    const ids = {organisationId: this.randomness.uuid(), personId: this.randomness.uuid(), by: BY};
    await this.transactions.run(ids.organisationId, async (tx) => {
      const taken = await tx.write(takeSetUp, [tokenHash(token), this.clock.now()]);
      if (taken.length === 0)
        throw problems.invalid([
          {
            pointer: '/token',
            detail: 'opens nothing: it was used, has expired, or was replaced by a later start',
          },
        ]);
      return {result: null, records: await this.foundation.within(tx, checked, ids)};
    });
  }
}
