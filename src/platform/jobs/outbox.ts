import {reading, writing} from '../database/statement';
import {ReadTransaction, WriteTransaction} from '../database/transaction';
import {Job} from './job';

interface JobRow {
  id: string;
  organisation_id: string;
  kind: string;
  payload: Record<string, unknown>;
  due_at: Date;
  attempts: number;
}

const dueOrganisations = reading<{organisation_id: string}>(
  'outbox_due_organisations',
  'SELECT DISTINCT organisation_id FROM outbox WHERE done_at IS NULL AND due_at <= $1 AND kind = $2',
);

const claim = reading<JobRow>(
  'outbox_claim',
  `SELECT id, organisation_id, kind, payload, due_at, attempts FROM outbox
   WHERE done_at IS NULL AND due_at <= $1 AND kind = $2 AND organisation_id = $3
   ORDER BY due_at, id LIMIT 1 FOR UPDATE SKIP LOCKED`,
);

const finish = writing('outbox_finish', 'UPDATE outbox SET done_at = $2, failure = NULL WHERE id = $1');

const postpone = writing(
  'outbox_postpone',
  'UPDATE outbox SET attempts = attempts + 1, failure = $2, due_at = $3 WHERE id = $1',
);

const giveUp = writing(
  'outbox_give_up',
  'UPDATE outbox SET attempts = attempts + 1, failure = $2, done_at = $3 WHERE id = $1',
);

/** Organisations for which a job of this kind is due. */
export async function organisationsWithDueJobs(
  tx: ReadTransaction,
  {kind, now}: {kind: string; now: Date},
): Promise<readonly string[]> {
  return (await tx.rows(dueOrganisations, [now, kind])).map((row) => row.organisation_id);
}

/**
 * Takes the job that has been due longest and that nobody else holds. It stays locked until the transaction ends, so a
 * worker that dies gives it back at once and no lease has to run out.
 */
export async function claimJob(
  tx: WriteTransaction,
  {organisation, kind, now}: {organisation: string; kind: string; now: Date},
): Promise<Job | null> {
  const row = await tx.row(claim, [now, kind, organisation]);
  return (
    row && {
      id: row.id,
      organisation: row.organisation_id,
      kind: row.kind,
      payload: row.payload,
      dueAt: row.due_at,
      attempts: row.attempts,
    }
  );
}

export async function finishJob(tx: WriteTransaction, job: Job, at: Date): Promise<void> {
  await tx.write(finish, [job.id, at]);
}

/** Notes a failed attempt and when the next one is due. @param failure short, without confidential content */
export async function postponeJob(
  tx: WriteTransaction,
  job: Job,
  {failure, dueAt}: {failure: string; dueAt: Date},
): Promise<void> {
  await tx.write(postpone, [job.id, failure, dueAt]);
}

/** Notes the last failure: done with, yet not achieved. @param failure short, without confidential content */
export async function giveUpJob(
  tx: WriteTransaction,
  job: Job,
  {failure, at}: {failure: string; at: Date},
): Promise<void> {
  await tx.write(giveUp, [job.id, failure, at]);
}
