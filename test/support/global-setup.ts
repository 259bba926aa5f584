import {mkdtempSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {AuditedTransaction} from '../../src/audit';
import {SystemRandomness} from '../../src/platform/crypto/randomness';
import {dataSource} from '../../src/platform/database/data-source';
import {Database} from '../../src/platform/database/database';
import {startEmbeddedPostgres} from '../../src/platform/database/embedded/start-embedded-postgres';
import {migrate} from '../../src/platform/database/migrate';
import {RegisterInstruments} from '../../src/reviews/commands/register-instruments';
import {InstrumentCatalogue} from '../../src/reviews/queries/instrument-catalogue';
import {registerDefinition} from '../../src/workflow/commands/admit-definition';
import {readDefinitions} from '../../src/workflow/definitions/read-definitions';
import {FakeClock} from './fake-clock';
import {connected, within} from './database';
import {keepHospital} from './hospital-copy';
import {keepTestServer} from './test-server';
import {OPERATOR} from '../../src/platform/database/rows/row-scope';

/** One server for all suites; each suite clones the migrated database as its own. */
export default async function globalSetup(): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'collegium-test-'));
  const server = await startEmbeddedPostgres({directory: join(directory, 'postgres'), durable: false});
  await migrate(server.ownerUrl, server.appUrl);
  await registerShippedPolicy(server.appUrl);
  await prepareHospital(server, directory);
  keepTestServer({stop: () => server.stop(), directory});
  process.env['COLLEGIUM_TEST_SERVER'] = JSON.stringify({
    ownerUrl: server.ownerUrl,
    applicationUrl: server.appUrl,
    superuserUrl: server.superuserUrl,
  });
  writeFileSync(join(directory, 'pid'), String(server.pid));
}

/** As a server that ran before would have left it: a shipped definition or instrument proves itself once, not again in every suite. */
async function registerShippedPolicy(applicationUrl: string): Promise<void> {
  const clock = new FakeClock();
  const database = new Database(await dataSource(applicationUrl, 1).initialize(), OPERATOR);
  const transaction = new AuditedTransaction(database, clock, new SystemRandomness());
  const workflows = join(__dirname, '..', '..', 'workflows');
  await new RegisterInstruments(
    database,
    transaction,
    clock,
    new InstrumentCatalogue(),
    workflows,
  ).onModuleInit();
  for (const definition of readDefinitions(workflows))
    await registerDefinition(transaction, definition, clock.now());
  await database.close();
}

/** In a database that goes again: suites begin without a hospital, and have its rows as soon as they ask for one. */
async function prepareHospital(
  {appUrl, superuserUrl}: {appUrl: string; superuserUrl: string},
  directory: string,
): Promise<void> {
  await connected(within(superuserUrl, 'postgres'), (client) =>
    client.query('CREATE DATABASE hospital TEMPLATE collegium OWNER collegium_owner'),
  );
  const database = new Database(await dataSource(within(appUrl, 'hospital'), 4).initialize(), OPERATOR);
  const made = {clock: new FakeClock(), superuserUrl: within(superuserUrl, 'hospital'), directory};
  await keepHospital(database, made);
  await database.close();
  await connected(within(superuserUrl, 'postgres'), (client) => client.query('DROP DATABASE hospital'));
}
