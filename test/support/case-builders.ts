import type {TestApp} from './app';
import {attestEverybody} from './attested';
import {QUORUM, give, makeHospital} from './hospital';
import type {Grant, Hospital} from './hospital';
import {copyHospital} from './hospital-copy';

export type {Hospital} from './hospital';

/** @param quorum how many members decide in either committee */
export async function aHospital(app: TestApp, {quorum = QUORUM}: {quorum?: number} = {}): Promise<Hospital> {
  const ready = quorum === QUORUM ? await copyHospital(app.database) : null;
  const hospital = ready ?? (await makeHospital(app.app, quorum));
  await attestEverybody(app.database);
  return hospital;
}

/** Gives a role, in one committee or in the organisation. */
export const grant = (app: TestApp, granted: Grant): Promise<void> => give(app.app, granted);
