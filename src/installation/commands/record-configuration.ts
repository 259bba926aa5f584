import {Inject, Injectable} from '@nestjs/common';
import {AuditedTransaction, INSTALLATION, configurationRecord, streams} from '../../audit';
import type {Config} from '../../platform/config/config';
import {ShownSettings, shownSettings} from '../../platform/config/shown-settings';
import {ReadDatabase} from '../../platform/database/read-database';
import {OPERATOR, withRowScope} from '../../platform/database/rows/row-scope';
import {ReadTransaction} from '../../platform/database/transaction';
import {CONFIG} from '../../platform/platform.module';
import {SettingChange, changedSettings} from '../domain/changed-settings';
import {findLastOf, lockConfiguration} from '../persistence/configuration-rows';

const CHANGED = 'configurationChanged';
/** One number for the whole installation. */
const CONFIGURATION_LOCK = 7_266_359;

/** Another process has recorded the same; ends a transaction that has nothing to put on record. */
class RecordedError extends Error {}

/** Puts on record with which settings the server starts, where they are not those that were recorded last. */
@Injectable()
export class RecordConfiguration {
  constructor(
    private readonly database: ReadDatabase,
    private readonly transactions: AuditedTransaction,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @returns what differs from the last start */
  async run(): Promise<readonly SettingChange[]> {
    return withRowScope(OPERATOR, () => this.#record(shownSettings(this.config)));
  }

  async #record(settings: ShownSettings): Promise<readonly SettingChange[]> {
    const before = await this.database.read(recorded);
    if (changedSettings(before, settings).length === 0) return [];
    try {
      return await this.transactions.run(INSTALLATION, async (tx) => {
        await tx.row(lockConfiguration, [CONFIGURATION_LOCK]);
        const changes = changedSettings(await recorded(tx), settings);
        if (changes.length === 0) throw new RecordedError();
        const event = {type: CHANGED, action: 'U', on: null, details: {changes, settings}} as const;
        return {result: changes, records: [configurationRecord('system', event)]};
      });
    } catch (error) {
      if (error instanceof RecordedError) return [];
      throw error;
    }
  }
}

/** The settings that were recorded last; none before the first start. */
async function recorded(tx: ReadTransaction): Promise<ShownSettings> {
  const row = await tx.row(findLastOf, [INSTALLATION, streams.organisation(), CHANGED]);
  if (row === null) return {};
  return (JSON.parse(row.event) as {details: {settings: ShownSettings}}).details.settings;
}
