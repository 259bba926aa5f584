import {join} from 'node:path';
import {escrowWarning} from './backup';
import {RunDeadlines} from './cases';
import {SeekNightly} from './compliance';
import {createApp} from './create-app';
import {RecordConfiguration} from './installation';
import {SetUp} from './people';
import {checkpointDirectoryWarning} from './platform/config/checkpoint-directory-setting';
import {loadConfig} from './platform/config/load-config';
import {checkKey} from './platform/database/check-key';
import {checkRestored} from './platform/database/check-restored';
import {checkSchema, migrate} from './platform/database/migrate';
import {startDatabase} from './platform/database/start-database';
import {checkPort, listen} from './platform/http/listen';
import {seedIfEmpty} from './seed';
import {startFailure} from './start-failure';

const log = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

/** What was started, to be stopped in the opposite order. */
const started: (() => Promise<void>)[] = [];

async function stop(): Promise<void> {
  for (let last = started.pop(); last; last = started.pop()) await last();
}

/** Said at every start until it was followed. */
const invitation = (site: URL, token: string): string =>
  `There is no organisation yet. Whoever opens this link within 24 hours makes it, and administers it:\n${site.origin}/set-up#${token}`;

async function start(): Promise<void> {
  const config = loadConfig(process.env, join(__dirname, '..'));
  await checkPort(config.hosts, config.port);
  const warning = checkpointDirectoryWarning(config);
  if (warning !== null) log(warning);
  const database = await startDatabase(config, log);
  started.push(() => database.stop());
  const {applicationUrl, ownerUrl} = database;
  if (ownerUrl === null) await checkSchema(applicationUrl);
  else await migrate(ownerUrl, applicationUrl);
  await checkRestored(applicationUrl);
  await checkKey(config, applicationUrl);
  const unheld = config.demonstration ? null : await escrowWarning(applicationUrl);
  if (unheld !== null) log(unheld);
  if (config.seed) await seedIfEmpty(config, {applicationUrl}, log);
  const app = await createApp(config, {applicationUrl});
  started.push(() => app.close());
  await app.get(RecordConfiguration).run();
  app.get(RunDeadlines).start();
  app.get(SeekNightly).start();
  const token = config.demonstration ? null : await app.get(SetUp).offer();
  const port = await listen(app, config.hosts, config.port);
  if (token !== null) log(invitation(config.publicUrl ?? new URL(`http://localhost:${port}/`), token));
  process.stdout.write(`Collegium is ready at http://localhost:${port}\n`);
}

/** Ends the process itself: whatever else was begun must not keep alive what cannot serve. */
async function fail(error: unknown): Promise<never> {
  log(startFailure(error));
  await stop();
  process.exit(1);
}

const starting = start().catch(fail);

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => {
    // A start that is under way is finished first, or what it has begun would be left behind.
    void starting
      .then(stop)
      .then(() => process.exit(0))
      .catch(fail);
  });
}
