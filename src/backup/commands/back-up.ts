import {existsSync} from 'node:fs';
import {AuditRecord, AuditedTransaction, INSTALLATION} from '../../audit';
import {listOrganisations} from '../../identity';
import {Clock} from '../../platform/clock/clock';
import {encryptFor} from '../../platform/crypto/escrowed-file';
import {Randomness} from '../../platform/crypto/randomness';
import {KeyEncryptionKey} from '../../platform/crypto/sealing';
import {withSnapshot} from '../../platform/database/copy/snapshot';
import type {Snapshot} from '../../platform/database/copy/snapshot';
import {keyInForce} from '../../platform/database/installation-key';
import {ReadDatabase} from '../../platform/database/read-database';
import {DraftFile, FileExistsError, draftFile} from '../../platform/files/draft-file';
import {BackupError} from '../backup-error';
import {backupRecord} from '../backup-record';
import {BACKUP_MAC, BackupContent, Header, TableHead} from '../domain/manifest';
import {LEFT_OUT, keyTables, mainTables} from '../domain/what-is-backed-up';
import {backupContent} from '../files/write-backup';
import {insertKeyBackup, listEscrow, listExpiredKeyBackups} from '../persistence/backup-rows';

const DAY = 24 * 60 * 60 * 1000;

export interface BackupOrder {
  /** Connection string of a role that may read everything. */
  readonly url: string;
  /** Absolute. */
  readonly file: string;
  /** Where the keys go, and after how many days they may not be restored any more. */
  readonly keys: {readonly file: string; readonly days: number} | null;
  /** Person id, or `system`. */
  readonly by: string;
}

export interface BackupMade {
  readonly backup: string;
  readonly bytes: number;
  readonly recipients: readonly string[];
  readonly keysExpireAt: Date | null;
  /** Key backups that still lie where they were written, though their time is over. */
  readonly toBeDeleted: readonly string[];
}

/** Copies the whole installation as it is at one moment, encrypted for the escrow, while it goes on working. */
export class BackUp {
  constructor(
    private readonly database: ReadDatabase,
    private readonly transactions: AuditedTransaction,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
    private readonly key: KeyEncryptionKey,
  ) {}

  /**
   * Puts the backup on record first, so that nothing leaves without a record and the record is in the backup.
   *
   * @throws BackupError without an escrowed key
   * @throws FileExistsError
   */
  async run(order: BackupOrder): Promise<BackupMade> {
    for (const file of [order.file, ...(order.keys ? [order.keys.file] : [])])
      if (existsSync(file)) throw new FileExistsError(file);
    const {recipients, keyDigest} = await this.#escrow();
    const backup = this.randomness.uuid();
    const madeAt = this.clock.now();
    const expiresAt = order.keys ? new Date(madeAt.getTime() + order.keys.days * DAY) : null;
    await this.#record(order, {backup, madeAt, expiresAt, recipients});
    const header = {format: 1, backup, madeAt: madeAt.toISOString(), keyDigest} as const;
    const drafts = await withSnapshot(order.url, async (snapshot) => {
      const common = {...header, migrations: snapshot.migrations};
      const drafted: DraftFile[] = [];
      try {
        const write = async (path: string, content: BackupContent, expires: Date | null): Promise<void> => {
          const own: Header = {...common, content, expiresAt: expires?.toISOString() ?? null};
          drafted.push(await draftFile(path, await this.#encrypted(snapshot, own, recipients)));
        };
        await write(order.file, 'main', null);
        if (order.keys) await write(order.keys.file, 'keys', expiresAt);
        return drafted;
      } catch (error) {
        for (const draft of drafted) draft.discard();
        throw error;
      }
    });
    for (const draft of drafts.reverse()) draft.keep();
    return {
      backup,
      bytes: drafts.reduce((sum, draft) => sum + draft.bytes, 0),
      recipients,
      keysExpireAt: expiresAt,
      toBeDeleted: await this.#expired(madeAt),
    };
  }

  async #escrow(): Promise<{recipients: readonly string[]; keyDigest: string}> {
    const {escrow, digest} = await this.database.read(async (tx) => ({
      escrow: await tx.rows(listEscrow),
      digest: await keyInForce(tx),
    }));
    if (escrow.length === 0)
      throw new BackupError(
        'No backup is made without an escrowed key: nobody could read it when this machine is gone.',
        'Make a pair (collegium backup identity FILE), give FILE to whoever keeps it for you, and name the recipient: ' +
          'collegium backup escrow --recipient age1… --held-by NAME',
      );
    if (!digest)
      throw new BackupError(
        'This installation has not noted its key yet.',
        'Start it once with npm start, and try again.',
      );
    return {recipients: escrow.map(({recipient}) => recipient), keyDigest: digest};
  }

  async #record(
    {keys, by}: BackupOrder,
    {
      backup,
      madeAt,
      expiresAt,
      recipients,
    }: {backup: string; madeAt: Date; expiresAt: Date | null; recipients: readonly string[]},
  ): Promise<void> {
    const details = {recipients, keysUntil: expiresAt?.toISOString() ?? null};
    const record: AuditRecord = backupRecord('export', {
      type: 'installationBackedUp',
      action: 'R',
      who: by,
      on: backup,
      details,
    });
    const organisations = await this.database.read((tx) => tx.rows(listOrganisations));
    for (const {id} of organisations)
      await this.transactions.run(id, () => Promise.resolve({result: undefined, records: [record]}));
    await this.transactions.run(INSTALLATION, async (tx) => {
      if (keys) await tx.write(insertKeyBackup, [backup, keys.file, madeAt, expiresAt]);
      return {result: undefined, records: [record]};
    });
  }

  async #encrypted(
    snapshot: Snapshot,
    header: Header,
    recipients: readonly string[],
  ): Promise<AsyncIterable<Uint8Array>> {
    const tables: TableHead[] =
      header.content === 'main' ? mainTables(snapshot.tables) : keyTables(snapshot.tables);
    const mac = (canonical: string): string => this.key.digest(BACKUP_MAC, canonical);
    const leftOut = header.content === 'main' ? LEFT_OUT : [];
    return encryptFor(recipients, backupContent(snapshot, {header, tables, leftOut, mac}));
  }

  async #expired(now: Date): Promise<string[]> {
    const rows = await this.database.read((tx) => tx.rows(listExpiredKeyBackups, [now]));
    return rows.map(({path}) => path).filter((path) => existsSync(path));
  }
}
