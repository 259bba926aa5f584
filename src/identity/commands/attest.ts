import {Injectable} from '@nestjs/common';
import {AuditedTransaction} from '../../audit';
import {Clock} from '../../platform/clock/clock';
import {Randomness} from '../../platform/crypto/randomness';
import {problems} from '../../platform/errors/problem';
import {enqueueJob} from '../../platform/jobs/enqueue-job';
import {REMINDERS, attestedUntil} from '../domain/attestation';
import {insertAttestation} from '../persistence/attestation-statements';
import {AttestationTexts} from '../queries/attestation-texts';
import {signInRecord} from '../sign-in-record';

/** Kind of the jobs that remind of it; their payload is `{person, until}`. */
export const ATTESTATION_JOB = 'attestationReminder';

export interface Signature {
  readonly organisationId: string;
  readonly personId: string;
  /** Of the text that was read; the one that is current when left out. */
  readonly version?: string;
}

/** Somebody signs that they keep cases confidential and declare conflicts; it holds for a year. */
@Injectable()
export class Attest {
  constructor(
    private readonly transactions: AuditedTransaction,
    private readonly texts: AttestationTexts,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {}

  /**
   * @returns until when it holds
   * @throws Problem `invalid` for a text that is not the current one
   */
  async run({organisationId, personId, version}: Signature): Promise<Date> {
    const now = this.clock.now();
    const until = attestedUntil(now);
    return this.transactions.run(organisationId, async (tx) => {
      const text = await this.texts.current(tx, organisationId);
      if (version !== undefined && version !== text.version)
        throw problems.invalid([
          {pointer: '/version', detail: 'is not the text that is current; read it again'},
        ]);
      const row = [organisationId, this.randomness.uuid(), personId, text.version, now, until];
      await tx.write(insertAttestation, row);
      const payload = {person: personId, until: until.toISOString()};
      for (const before of REMINDERS) {
        const dueAt = new Date(until.getTime() - before);
        await enqueueJob(tx, {organisation: organisationId, kind: ATTESTATION_JOB, payload, dueAt});
      }
      const details = {version: text.version, until: payload.until};
      return {result: until, records: [signInRecord('attested', personId, details)]};
    });
  }
}
