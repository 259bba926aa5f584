import {AuditedTransaction, INSTALLATION} from '../../audit';
import {Clock} from '../../platform/clock/clock';
import {isRecipient} from '../../platform/crypto/escrowed-file';
import {BackupError} from '../backup-error';
import {backupRecord} from '../backup-record';
import {endEscrow, setEscrow} from '../persistence/backup-rows';

export interface Escrow {
  /** `age1…`, the public part of a key whose private part lies with the escrow. */
  readonly recipient: string;
  /** Person or place that keeps the private part. */
  readonly heldBy: string;
}

/** Says for whom backups are encrypted. */
export class SetEscrow {
  readonly #transactions: AuditedTransaction;
  readonly #clock: Clock;

  constructor(transactions: AuditedTransaction, clock: Clock) {
    this.#transactions = transactions;
    this.#clock = clock;
  }

  /** @throws BackupError when the recipient is none */
  async run({recipient, heldBy}: Escrow, by: string): Promise<void> {
    if (recipient.startsWith('AGE-SECRET-KEY'))
      throw new BackupError(
        'That is the identity, which opens backups: it must lie with the escrow alone.',
        'Give the recipient that belongs to it (age1…), and make a new pair if others have seen the identity.',
      );
    if (!isRecipient(recipient))
      throw new BackupError(
        'The recipient is no X25519 recipient of the age format (age1 and 58 letters and digits).',
        'Make a pair with: collegium backup identity FILE',
      );
    await this.#transactions.run(INSTALLATION, async (tx) => {
      await tx.write(setEscrow, [recipient, heldBy, this.#clock.now()]);
      const event = {
        type: 'backupEscrowSet',
        action: 'C',
        who: by,
        on: null,
        details: {recipient, heldBy},
      } as const;
      return {result: undefined, records: [backupRecord('configuration', event)]};
    });
  }

  /** @throws BackupError when backups are not encrypted for it */
  async end(recipient: string, by: string): Promise<void> {
    await this.#transactions.run(INSTALLATION, async (tx) => {
      const [ended] = await tx.write(endEscrow, [recipient, this.#clock.now()]);
      if (!ended)
        throw new BackupError(
          `Backups are not encrypted for ${recipient}.`,
          'See for whom they are: collegium backup escrow',
        );
      const event = {
        type: 'backupEscrowEnded',
        action: 'D',
        who: by,
        on: null,
        details: {recipient},
      } as const;
      return {result: undefined, records: [backupRecord('configuration', event)]};
    });
  }
}
