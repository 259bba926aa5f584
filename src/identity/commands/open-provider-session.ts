import {createHash} from 'node:crypto';
import {Injectable} from '@nestjs/common';
import {AtLeastOne, AuditRecord, AuditedTransaction} from '../../audit';
import {SingleSignOnConfig} from '../../platform/config/config';
import {Clock} from '../../platform/clock/clock';
import {Randomness} from '../../platform/crypto/randomness';
import {WriteTransaction} from '../../platform/database/transaction';
import {TOKEN_BYTES, tokenHash} from '../domain/access-token';
import {
  ProviderClaims,
  SignInFlow,
  provenAt,
  showsSecondFactor,
  verifiedEmail,
} from '../domain/single-sign-on';
import {findPersonByEmail} from '../persistence/person-statements';
import {
  ensureAccount,
  findIdentity,
  linkIdentity,
  openProviderSession,
} from '../persistence/provider-statements';
import {endSession} from '../persistence/session-statements';
import {signInRecord} from '../sign-in-record';

export interface ProvenByProvider {
  readonly organisationId: string;
  readonly settings: SingleSignOnConfig;
  readonly flow: SignInFlow;
  readonly claims: ProviderClaims;
  /** Network address, for the log. */
  readonly address: string;
}

interface Known {
  readonly personId: string;
  /** Whether this sign-in said for the first time who that is there. */
  readonly linked: boolean;
}

/** Opens the session of whom the identity provider vouches for. Only people who were entered here can be that. */
@Injectable()
export class OpenProviderSession {
  constructor(
    private readonly transactions: AuditedTransaction,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {}

  /** @returns the token, or null for nobody, for a disabled account, and for a flow of which a session came already */
  async run(proven: ProvenByProvider): Promise<string | null> {
    const {organisationId, settings, claims, flow, address} = proven;
    const token = this.randomness.bytes(TOKEN_BYTES).toString('base64url');
    const by = {address, by: 'provider'};
    return this.transactions.run<string | null>(organisationId, async (tx) => {
      const known = await this.#known(tx, proven);
      if (!known)
        return {result: null, records: [signInRecord('signInFailed', null, {...by, reason: 'unknown'})]};
      const {personId, linked} = known;
      const now = this.clock.now();
      const factor = showsSecondFactor(claims, settings.secondFactor) ? now : null;
      const times = [now, provenAt(claims, now), factor, createHash('sha256').update(flow.id).digest()];
      const values = [tokenHash(token), organisationId, personId, ...times];
      const opened = (await tx.write(openProviderSession, values)).length > 0;
      const links = linked ? [signInRecord('providerLinked', personId, {issuer: settings.issuer})] : [];
      if (!opened) {
        const refused = signInRecord('signInFailed', personId, {...by, reason: 'closed or used'});
        return {result: null, records: [refused, ...links]};
      }
      const signedIn = signInRecord('signedIn', personId, {...by, secondFactor: String(factor !== null)});
      const records: AtLeastOne<AuditRecord> = [
        signedIn,
        ...links,
        ...(await this.#endFormer(tx, proven, now)),
      ];
      return {result: token, records};
    });
  }

  /** By who they are there; at their first sign-in by the address that the provider vouches for. */
  async #known(
    tx: WriteTransaction,
    {organisationId, settings: {issuer}, claims}: ProvenByProvider,
  ): Promise<Known | null> {
    const there = [organisationId, issuer, claims.sub];
    const identity = await tx.row(findIdentity, there);
    if (identity) return {personId: identity.person_id, linked: false};
    const email = verifiedEmail(claims);
    const person = email === null ? null : await tx.row(findPersonByEmail, [organisationId, email]);
    if (!person) return null;
    const values = [organisationId, this.randomness.uuid(), issuer, claims.sub, person.id, this.clock.now()];
    // An address that was given to somebody else meanwhile must not open what was its former owner's.
    const linked = (await tx.write(linkIdentity, values)).length > 0;
    if (!linked) return null;
    await tx.write(ensureAccount, [organisationId, person.id]);
    return {personId: person.id, linked};
  }

  async #endFormer(
    tx: WriteTransaction,
    {organisationId, flow, address}: ProvenByProvider,
    now: Date,
  ): Promise<AuditRecord[]> {
    const former = tokenHash(flow.former ?? undefined);
    const ended = former ? await tx.write(endSession, [former, organisationId, now]) : [];
    return ended.map(({person_id}) => signInRecord('signedOut', person_id, {address}));
  }
}
