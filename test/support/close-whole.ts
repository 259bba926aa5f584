import {verifyDatabase} from '../../src/audit';
import type {TestApp} from './app';

/** Closes an application and expects its log to have been whole, whatever the suite did. */
export async function closeWhole(app: TestApp): Promise<void> {
  const verification = await verifyDatabase(app.database.applicationUrl);
  await app.close();
  expect(verification).toMatchObject({ok: true, first: null});
}
