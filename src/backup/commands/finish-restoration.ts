import {
  AuditedTransaction,
  CASE_KEY_REFUSED,
  CheckpointDirectory,
  INSTALLATION,
  PublishedMismatchError,
  commonHistory,
  describeFinding,
  destroyedKeys,
  verifyDatabase,
} from '../../audit';
import type {AuditRecord} from '../../audit';
import {listOrganisations} from '../../identity';
import {Clock} from '../../platform/clock/clock';
import {ReadDatabase} from '../../platform/database/read-database';
import {BackupError} from '../backup-error';
import {backupRecord} from '../backup-record';
import {Judgement, judge} from '../domain/loss';
import {
  RestorationRow,
  findUnfinishedRestoration,
  finishRestoration,
  listDestroyed,
  listVerifiers,
} from '../persistence/backup-rows';

export interface FinishOrder {
  /** Connection string of the application's role. */
  readonly url: string;
  /** Where checkpoints were exported to; null when they were not. */
  readonly exported: CheckpointDirectory | null;
  /** Why it is accepted that something is lost, or that nobody can tell; null when nothing was accepted. */
  readonly acceptLoss: string | null;
  readonly by: string;
}

/** What was found about one organisation's log. */
export interface FinishedLog {
  readonly organisation: string;
  readonly entries: number;
  readonly judgement: Judgement;
  /** Up to where what was exported stays: what the log has signed itself and begins with. */
  readonly common: number;
}

/** The restored state is an earlier one, or may be; nothing starts on it until that is accepted in so many words. */
class LossNotAcceptedError extends BackupError {
  constructor(logs: readonly FinishedLog[]) {
    super(
      logs.map(describe).join('\n'),
      'Look for a later backup. If there is none, accept it, which goes on record: ' +
        'collegium restore --finish --accept-loss REASON',
    );
    this.name = 'LossNotAcceptedError';
  }
}

/** Checks a restored log and lets the installation start on it. */
export class FinishRestoration {
  constructor(
    private readonly database: ReadDatabase,
    private readonly transactions: AuditedTransaction,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws BackupError when there is nothing to finish, or the log is not whole, or not of this installation
   * @throws LossNotAcceptedError
   */
  async run(order: FinishOrder): Promise<FinishedLog[]> {
    const restoration = await this.database.read((tx) => tx.row(findUnfinishedRestoration));
    if (!restoration)
      throw new BackupError('There is no restoration to finish.', 'Restore with: collegium restore FILE …');
    await refuseTampered(order.url);
    const logs = await this.#compare(order);
    const foreign = logs.find(({judgement}) => judgement.kind === 'foreign');
    if (foreign) throw foreignLog(foreign);
    const lossy = logs.filter(({judgement}) => judgement.kind !== 'whole');
    if (lossy.length > 0 && order.acceptLoss === null) throw new LossNotAcceptedError(lossy);
    for (const log of logs) {
      await this.#record(order, restoration, log);
      // What the restored tree has yet to reach would pass for a roll-back, even where no entry is missing.
      await order.exported?.setAside(log.organisation, log.common, {
        restoration: restoration.id,
        backup: restoration.backup,
        acceptedAt: this.clock.now().toISOString(),
        reason: order.acceptLoss,
        entries: log.entries,
        ...log.judgement,
      });
    }
    await this.#finish(order, restoration);
    return logs;
  }

  async #compare({url, exported}: FinishOrder): Promise<FinishedLog[]> {
    const known = await this.database.read((tx) => tx.rows(listOrganisations));
    // One that came after the backup is known by what it exported alone.
    const organisations = new Set([
      ...[...known.map(({id}) => id), INSTALLATION],
      ...((await exported?.organisations()) ?? []),
    ]);
    const logs: FinishedLog[] = [];
    for (const organisation of organisations) {
      const keys = await this.database.read((tx) => tx.rows(listVerifiers, [organisation]));
      const verifiers = keys.map(({verifier}) => verifier);
      const heads = (await exported?.heads(organisation, verifiers).catch(refuseUnreadable)) ?? [];
      const history = await commonHistory(url, organisation, heads);
      // Keys of the log signed all that the backup can contradict: what they did not sign proves nothing.
      const contradicted = history.contradicted.filter(({verified}) => verified);
      const common = Math.min(history.signed, history.shared.at(-1)?.size ?? 0);
      logs.push({
        organisation,
        entries: history.entries,
        judgement: judge({...history, contradicted}),
        common,
      });
    }
    return logs;
  }

  async #record(
    {acceptLoss, by}: FinishOrder,
    {id, backup, made_at}: RestorationRow,
    {organisation, entries, judgement}: FinishedLog,
  ): Promise<void> {
    const details = {backup, madeAt: made_at.toISOString(), entries, found: judgement, acceptLoss};
    const event = {type: 'installationRestored', action: 'C', who: by, on: id, details} as const;
    await this.transactions.run(organisation, async (tx) => {
      const known = new Set((await destroyedKeys(tx, organisation, null)).map((key) => key.case));
      const gone = await tx.rows(listDestroyed, [organisation]);
      // Their entries are lost with the log of then; what is told outside follows from this one.
      const refused = gone.filter((row) => !known.has(row.case_id)).map((row) => refusedKey(row, {by, id}));
      return {result: undefined, records: [backupRecord('configuration', event), ...refused]};
    });
  }

  async #finish({by}: FinishOrder, {id}: RestorationRow): Promise<void> {
    await this.transactions.run(INSTALLATION, async (tx) => {
      const now = this.clock.now();
      await tx.write(finishRestoration, [id, now]);
      const event = {type: 'restorationFinished', action: 'U', who: by, on: id, details: {}} as const;
      return {result: undefined, records: [backupRecord('configuration', event)]};
    });
  }
}

function refusedKey(
  {case_id, destroyed_at}: {readonly case_id: string; readonly destroyed_at: Date},
  {by, id}: {readonly by: string; readonly id: string},
): AuditRecord {
  const details = {disposal: `restoration ${id}`, key: null, destroyedAt: destroyed_at.toISOString()};
  return backupRecord('disposal', {type: CASE_KEY_REFUSED, action: 'D', who: by, on: case_id, details});
}

async function refuseTampered(url: string): Promise<void> {
  const {ok, first} = await verifyDatabase(url);
  if (!ok)
    throw new BackupError(
      `The restored log is not whole: ${first ? describeFinding(first) : 'it cannot be followed'}.`,
      'It was so when the backup was made. Restore an earlier backup into another empty database, and compare.',
    );
}

function refuseUnreadable(cause: unknown): never {
  if (!(cause instanceof PublishedMismatchError)) throw cause;
  throw new BackupError(
    `The exported checkpoints cannot be compared: ${cause.message}.`,
    'Put the file right from a copy of the exported checkpoints, and finish with: collegium restore --finish',
    {cause},
  );
}

function foreignLog({organisation, judgement}: FinishedLog): BackupError {
  const size = judgement.kind === 'foreign' ? judgement.size : 0;
  return new BackupError(
    `The restored log of organisation ${organisation} is not the one whose checkpoints were exported: at ${size} entries ` +
      'they contradict each other. That is no loss but another log, or an altered one.',
    'Find out who made this backup; nothing accepts it.',
  );
}

function describe({organisation, entries, judgement}: FinishedLog): string {
  if (judgement.kind === 'lost')
    return (
      `ROLLED BACK: of the log of organisation ${organisation}, ${judgement.lastSize} entries were signed and exported, ` +
      `and ${entries} were restored. At least ${judgement.missing} events since the backup are missing.`
    );
  return (
    `Nobody can tell what is missing from the log of organisation ${organisation} (${entries} entries restored): ` +
    'there are no exported checkpoints of it (COLLEGIUM_CHECKPOINTS).'
  );
}
