import {writing} from '../database/statement';
import {WriteTransaction} from '../database/transaction';
import {JobOrder} from './job';

const enqueue = writing(
  'outbox_enqueue',
  'INSERT INTO outbox (organisation_id, kind, payload, due_at) VALUES ($1, $2, $3, $4)',
);

/** Puts a job into the queue as part of the caller's transaction: it runs after the commit, or never. */
export async function enqueueJob(tx: WriteTransaction, job: JobOrder): Promise<void> {
  await tx.write(enqueue, [job.organisation, job.kind, JSON.stringify(job.payload), job.dueAt]);
}
