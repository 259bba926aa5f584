import {AccessLog, AuditRecord, INSTALLATION, readStream, streams} from '../audit';
import {createApp} from '../create-app';
import type {Config} from '../platform/config/config';
import {lookOnce} from '../platform/database/look-once';
import {listOrganisations} from '../identity';
import {SeedClock} from './seed-clock';
import {SeedDemonstration} from './seed-demonstration';
import {OPERATOR} from '../platform/database/rows/row-scope';

/** An earlier start was ended while it seeded: what lies there is neither empty nor the demonstration. */
export class SeedInterruptedError extends Error {
  constructor(config: Config) {
    const place =
      config.database.kind === 'embedded'
        ? `Remove the folder ${config.dataDirectory}`
        : 'Make the database empty (drop and create it)';
    super(`The demonstration was not seeded to its end.\n${place} and start again.`);
    this.name = 'SeedInterruptedError';
  }
}

/** A real organisation's database must not be opened as the demonstration: no second factor, its description for all. */
export class DemonstrationRefusedError extends Error {
  constructor() {
    super(
      'COLLEGIUM_DEMO=on is for an empty database, and DATABASE_URL names one that holds another organisation.\n' +
        'Unset COLLEGIUM_DEMO, or name an empty database.',
    );
    this.name = 'DemonstrationRefusedError';
  }
}

const BEGUN = 'demonstrationSeedBegun';
const DONE = 'demonstrationSeeded';
/** Entries of the installation's own stream; it has a handful. */
const MOST_ENTRIES = 1000;

/**
 * Seeds a database without an organisation with the demonstration; one that has any is left alone.
 *
 * @throws SeedInterruptedError when an earlier seeding did not end
 * @throws DemonstrationRefusedError on a server that holds an organisation which was not seeded
 */
export async function seedIfEmpty(
  config: Config,
  urls: {readonly applicationUrl: string},
  log: (line: string) => void,
): Promise<void> {
  const found = await lookAt(urls.applicationUrl);
  if (found === 'interrupted') throw new SeedInterruptedError(config);
  if (found === 'foreign' && config.database.kind === 'server') throw new DemonstrationRefusedError();
  if (found !== 'empty') return;
  const today = new Date();
  const clock = new SeedClock(today);
  const app = await createApp(config, urls, {clock, outside: OPERATOR});
  try {
    log('Seeding the demonstration organisation …');
    const record = (type: string): Promise<void> =>
      app.get(AccessLog).record(INSTALLATION, [seedRecord(type)]);
    await record(BEGUN);
    await new SeedDemonstration(app, clock, today).run();
    await record(DONE);
  } finally {
    await app.close();
  }
}

function lookAt(applicationUrl: string): Promise<'empty' | 'seeded' | 'foreign' | 'interrupted'> {
  return lookOnce(applicationUrl, async (tx) => {
    const place = {organisation: INSTALLATION, stream: streams.organisation()};
    const events = await readStream(tx, {...place, after: 0, limit: MOST_ENTRIES});
    const recorded = (type: string): boolean => events.some(({event}) => event?.type === type);
    if (recorded(BEGUN) && !recorded(DONE)) return 'interrupted';
    if (recorded(DONE)) return 'seeded';
    return (await tx.rows(listOrganisations)).length > 0 ? 'foreign' : 'empty';
  });
}

const seedRecord = (type: string): AuditRecord => ({
  stream: streams.organisation(),
  kind: 'configuration',
  event: {type, action: 'C', outcome: '0', who: 'system', as: [], on: null, details: {}},
});
