import {ownSample} from '../../../src/demo/chart-files';
import {catchUp} from '../../support/desk';
import type {Station, Walker} from '../../support/walk';
import type {House} from './house';

/** Somebody of whom the chart speaks by name. */
const IN_THE_CHART = 'Jesse Tran';

/** A case with a chart, taken to a station. */
export async function aCaseAt(walker: Walker, station: Station): Promise<string> {
  const {id} = await walker.refer();
  const {name, type, content} = ownSample({seed: 1, today: '2026-03-01'});
  const form = new FormData();
  form.set('file', new Blob([Buffer.from(content)], {type}), name);
  const office = await walker.as('coordinator');
  const {status} = await office.post(`/api/cases/${id}/uploads/attachChart`, form);
  if (status !== 201) throw new Error(`the chart was answered ${String(status)}`);
  walker.entered.set(IN_THE_CHART, 'chart');
  return walker.walkTo(station, id);
}

/** Lets every page have something to show: findings, exports, a check of the log, a proposal, mail that failed. */
export async function furnish({app, walker}: House, caseId: string): Promise<void> {
  for (let looks = 0; looks < 5; looks += 1) await walker.look('admin', caseId);
  await catchUp(app);
  app.clock.advance({minutes: 1});
  const desk = await walker.as('compliance');
  const today = app.clock.now().toISOString().slice(0, 10);
  const from = `${today}T00:00:00Z`;
  const done = [
    await desk.post('/api/audit/findings/search', {from, to: app.clock.now().toISOString()}),
    await desk.post('/api/audit/exports', {format: 'csv', case: caseId}),
    await desk.post('/api/audit/verification'),
    await (
      await walker.as('admin')
    ).post('/api/roles/proposals', {personId: walker.id('outsider'), role: 'reviewer', reason: 'New here.'}),
  ];
  const refused = done.find(({status}) => status >= 300);
  if (refused) throw new Error(`it could not be furnished: ${JSON.stringify(refused.body)}`);
}

/** Takes away what somebody signed this year. */
export async function forgetAttestation({app, walker}: House, key: string): Promise<void> {
  await app.database.asSuperuser('DELETE FROM attestation WHERE person_id = $1', [walker.id(key)]);
}
