import {LogUnavailableError} from '../../../src/audit';
import {JobFailedError} from '../../../src/jobs';
import type {JobHandler} from '../../../src/jobs';
import {writing} from '../../../src/platform/database/statement';
import {enqueueJob} from '../../../src/platform/jobs/enqueue-job';
import {Clinic, aRecord} from './clinic';

const rename = writing('test_rename', 'UPDATE organisation SET name = $2 WHERE id = $1');

/** Renames the organisation, then fails in the way that its payload asks for. */
class Rename implements JobHandler {
  readonly kind = 'rename';

  async run(...[tx, job]: Parameters<JobHandler['run']>): ReturnType<JobHandler['run']> {
    await tx.write(rename, [job.organisation, job.payload['name']]);
    if (job.payload['fail'] === 'sql') await tx.write(rename, [job.organisation, null]);
    if (job.payload['fail'] === 'hopeless') throw new JobFailedError('it is hopeless', {permanent: true});
    const details = job.payload['details'] === 'unspeakable' ? {number: Number.NaN} : {};
    return [{...aRecord, stream: 'org', event: {...aRecord.event, type: 'renamed', details}}];
  }

  async abandoned(
    ...[tx, job, reason]: Parameters<JobHandler['abandoned']>
  ): ReturnType<JobHandler['abandoned']> {
    await tx.write(rename, [job.organisation, job.payload['afterwards'] === 'fail' ? null : reason]);
    return [{...aRecord, stream: 'org', event: {...aRecord.event, type: 'renamingFailed'}}];
  }
}

let clinic: Clinic;

beforeEach(async () => {
  clinic = await Clinic.open();
});

afterEach(async () => {
  await clinic.close();
});

async function runOne(payload: Record<string, unknown>): Promise<void> {
  const {audited, runner} = await clinic.process(null, new Rename());
  const order = {organisation: clinic.organisation, kind: 'rename', payload, dueAt: clinic.clock.now()};
  await audited.run(clinic.organisation, async (tx) => {
    await enqueueJob(tx, order);
    return {result: undefined, records: [aRecord]};
  });
  expect(await runner.runDue()).toBe(1);
}

const outcome = async (): Promise<unknown> => ({
  ...(await clinic.rows('SELECT name FROM organisation'))[0],
  ...(await clinic.rows('SELECT attempts, failure, done_at IS NOT NULL AS done FROM outbox'))[0],
  recorded: (await clinic.recorded()).map(({type}) => type),
});

describe('a job', () => {
  it('is done, marked and recorded in one commit', async () => {
    await runOne({name: 'New'});
    expect(await outcome()).toEqual({
      name: 'New',
      attempts: 0,
      failure: null,
      done: true,
      recorded: ['renamed'],
    });
  });

  it('is not done when it cannot be put on record', async () => {
    await expect(runOne({name: 'Unrecorded', details: 'unspeakable'})).rejects.toThrow(LogUnavailableError);
    expect(await outcome()).toEqual({
      name: 'Example Hospital',
      attempts: 0,
      failure: null,
      done: false,
      recorded: [],
    });
  });

  it('leaves nothing behind when a statement fails, but that it failed', async () => {
    await runOne({name: 'Half done', fail: 'sql'});
    expect(await outcome()).toEqual({
      name: 'Example Hospital',
      attempts: 1,
      failure: expect.stringMatching(/ 23502$/) as string,
      done: false,
      recorded: ['jobPostponed'],
    });
  });

  it('is given up at once when another attempt would be vain', async () => {
    await runOne({name: 'Half done', fail: 'hopeless'});
    expect(await outcome()).toEqual({
      name: 'it is hopeless',
      attempts: 1,
      failure: 'it is hopeless',
      done: true,
      recorded: ['renamingFailed'],
    });
  });

  it('does not come back for ever when even giving it up fails', async () => {
    await runOne({name: 'Half done', fail: 'hopeless', afterwards: 'fail'});
    expect(await outcome()).toEqual({
      name: 'Example Hospital',
      attempts: 1,
      failure: 'it is hopeless',
      done: true,
      recorded: ['jobAbandoned'],
    });
  });

  it('of a kind that nobody handles stays where it is', async () => {
    const {audited, runner} = await clinic.process(null);
    const order = {organisation: clinic.organisation, kind: 'later', payload: {}, dueAt: clinic.clock.now()};
    await audited.run(clinic.organisation, async (tx) => {
      await enqueueJob(tx, order);
      return {result: undefined, records: [aRecord]};
    });
    expect(await runner.runDue()).toBe(0);
    expect(await outcome()).toMatchObject({attempts: 0, done: false});
  });
});
