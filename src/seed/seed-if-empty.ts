import {createApp} from '../create-app';
import type {Config} from '../platform/config/config';
import {ReadDatabase} from '../platform/database/read-database';
import {listOrganisations} from '../identity';
import {SeedClock} from './seed-clock';
import {SeedDemonstration} from './seed-demonstration';

/** Seeds a database without an organisation with the demonstration; one that has any is left alone. */
export async function seedIfEmpty(
  config: Config,
  urls: {readonly applicationUrl: string},
  log: (line: string) => void,
): Promise<void> {
  const today = new Date();
  const clock = new SeedClock(today);
  const app = await createApp(config, urls, {clock});
  try {
    const organisations = await app.get(ReadDatabase).read((tx) => tx.rows(listOrganisations));
    if (organisations.length > 0) return;
    log('Seeding the demonstration organisation …');
    await new SeedDemonstration(app, clock, today).run();
  } finally {
    await app.close();
  }
}
