import {mkdtempSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {startEmbeddedPostgres} from '../../src/platform/database/embedded/start-embedded-postgres';
import {migrate} from '../../src/platform/database/migrate';
import {keepTestServer} from './test-server';

/** One server for all suites; each suite clones the migrated database as its own. */
export default async function globalSetup(): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'collegium-test-'));
  const server = await startEmbeddedPostgres({directory: join(directory, 'postgres'), durable: false});
  await migrate(server.ownerUrl, server.appUrl);
  keepTestServer({stop: () => server.stop(), directory});
  process.env['COLLEGIUM_TEST_SERVER'] = JSON.stringify({
    ownerUrl: server.ownerUrl,
    applicationUrl: server.appUrl,
    superuserUrl: server.superuserUrl,
  });
  writeFileSync(join(directory, 'pid'), String(server.pid));
}
