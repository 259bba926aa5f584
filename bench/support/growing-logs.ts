import {randomUUID} from 'node:crypto';
import {PublishedCheckpoints} from '../../src/audit';
import {integrateAll} from '../../src/audit/integrate/integrate-all';
import {SystemClock} from '../../src/platform/clock/clock';
import {loadKeyEncryptionKey} from '../../src/platform/config/key-encryption-key';
import {SystemRandomness} from '../../src/platform/crypto/randomness';
import {KeyEncryptionKey} from '../../src/platform/crypto/sealing';
import type {Database} from '../../src/platform/database/database';
import {copyLog, settle} from './copied-log';
import type {Copied} from './copied-log';
import type {Installation} from './installation';
import {round} from './measure';
import type {Report} from './measure';
import type {Log} from './proof-times';

/** Puts a log of each size into the real tables and has the integrator take it in, which is measured. */
export async function growLogs(
  {postgres, config}: Installation,
  database: Database,
  {sizes, report, ...copied}: Copied & {readonly sizes: readonly number[]; readonly report: Report},
): Promise<Log[]> {
  const randomness = new SystemRandomness();
  const source = {
    clock: new SystemClock(),
    randomness,
    key: new KeyEncryptionKey(loadKeyEncryptionKey(config), randomness),
    published: new PublishedCheckpoints({checkpointDirectory: null}),
  };
  const logs = sizes.map((events) => ({organisation: randomUUID(), events}));
  await integrateAll(database, source);
  for (const log of logs) {
    await copyLog(postgres, {...log, ...copied});
    const begun = performance.now();
    const {added, stopped} = await integrateAll(database, source);
    for (const reason of stopped.values()) throw reason;
    const leavesPerSecond = round((added / (performance.now() - begun)) * 1000);
    report({figure: 'integrator', leaves: added, leavesPerSecond});
  }
  await settle(postgres);
  return logs;
}
