import {randomBytes, randomUUID} from 'node:crypto';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {pipeline} from 'node:stream/promises';
import {Client} from 'pg';
import {from as copyFrom, to as copyTo} from 'pg-copy-streams';
import {AuditedTransaction} from '../src/audit';
import {BACKUP_MAC, BackUp, BackupReader, SetEscrow, checkFiles, loadBackup} from '../src/backup';
import {SystemClock} from '../src/platform/clock/clock';
import {readKeyFile} from '../src/platform/config/key-encryption-key';
import {newKeyPair} from '../src/platform/crypto/escrowed-file';
import {SystemRandomness} from '../src/platform/crypto/randomness';
import {KeyEncryptionKey} from '../src/platform/crypto/sealing';
import {checkKey} from '../src/platform/database/check-key';
import {dataSource} from '../src/platform/database/data-source';
import {Database} from '../src/platform/database/database';
import {startEmbeddedPostgres} from '../src/platform/database/embedded/start-embedded-postgres';
import {installation} from './support/installation';
import type {Installation} from './support/installation';
import {round} from './support/measure';
import type {Report} from './support/measure';
import {OPERATOR} from '../src/platform/database/rows/row-scope';

const MEGABYTES = 256;
const PIECE = 1_000_000;

/** Backup and restoration of a database with large charts, against COPY of the same rows without anything else. */
export async function run(report: Report): Promise<void> {
  const place = await installation();
  const folder = mkdtempSync(join(tmpdir(), 'collegium-bench-'));
  const target = await startEmbeddedPostgres({directory: join(folder, 'postgres')});
  const memory = watchMemory();
  try {
    await fill(place);
    const bare = await bareCopy(place, target.superuserUrl);
    const {file, keys, identity, seconds} = await backUp(place, folder);
    const key = new KeyEncryptionKey(readKeyFile(place.config.keyFile), new SystemRandomness());
    const open = (path: string) =>
      BackupReader.open(path, [identity], (text) => key.digest(BACKUP_MAC, text));
    const now = new Date();
    const restoring = await timed(async () => {
      const files = {main: await open(file), keys: await open(keys)};
      checkFiles(files, key.marker, now);
      await loadBackup(target.ownerUrl, files, {destroyed: () => Promise.resolve([]), now});
    });
    const rate = (time: number): number => round(MEGABYTES / time);
    report({
      figure: 'MB per second',
      megabytes: MEGABYTES,
      backup: rate(seconds),
      bareCopyOut: rate(bare.out),
      backupRatio: round(bare.out / seconds),
      restore: rate(restoring),
      bareCopyIn: rate(bare.in),
      restoreRatio: round(bare.in / restoring),
      mostResidentMegabytes: memory.stop(),
    });
  } finally {
    memory.stop();
    await target.stop();
    await place.close();
    rmSync(folder, {recursive: true, force: true});
  }
}

/** One document of the first case, in pieces of random bytes, as sealed ones are. */
async function fill({postgres}: Installation): Promise<void> {
  await connected(postgres.ownerUrl, async (client) => {
    const id = randomUUID();
    await client.query(
      `INSERT INTO chart_document (organisation_id, case_id, id, kind, media_type, bytes, entries, received_at, content)
       SELECT organisation_id, id, $1, 'document', 'text/plain', $2, 0, now(), '' FROM review_case LIMIT 1`,
      [id, MEGABYTES * PIECE],
    );
    for (let number = 0; number < MEGABYTES; number += 1)
      await client.query(
        `INSERT INTO chart_chunk (organisation_id, case_id, document_id, part, number, content)
         SELECT organisation_id, case_id, id, 'bench', $2, $3 FROM chart_document WHERE id = $1`,
        [id, number, randomBytes(PIECE)],
      );
  });
}

async function bareCopy({postgres}: Installation, other: string): Promise<{out: number; in: number}> {
  return connected(postgres.ownerUrl, async (source) => {
    const copy = () => source.query(copyTo('COPY chart_chunk TO STDOUT (FORMAT binary)'));
    const out = await timed(async () => {
      for await (const piece of copy()) if (piece === null) break;
    });
    const taken = await connected(other, async (client) => {
      await client.query(
        `CREATE TEMPORARY TABLE bare (organisation_id uuid, case_id uuid, document_id uuid, part text, number int,
           content bytea, PRIMARY KEY (organisation_id, case_id, document_id, part, number))`,
      );
      return timed(() => pipeline(copy(), client.query(copyFrom('COPY bare FROM STDIN (FORMAT binary)'))));
    });
    return {out, in: taken};
  });
}

async function backUp(
  {config, postgres}: Installation,
  folder: string,
): Promise<{file: string; keys: string; identity: string; seconds: number}> {
  await checkKey(config, postgres.appUrl);
  const database = new Database(await dataSource(postgres.appUrl, 2).initialize(), OPERATOR);
  try {
    const [clock, randomness] = [new SystemClock(), new SystemRandomness()];
    const transactions = new AuditedTransaction(database, clock, randomness);
    const {recipient, identity} = await newKeyPair();
    await new SetEscrow(transactions, clock).run({recipient, heldBy: 'bench'}, 'system');
    const key = new KeyEncryptionKey(readKeyFile(config.keyFile), randomness);
    const [file, keys] = [join(folder, 'main'), join(folder, 'keys')];
    const order = {url: postgres.appUrl, file, keys: {file: keys, days: 1}, by: 'system'};
    const command = new BackUp(database, transactions, clock, randomness, key);
    const seconds = await timed(() => command.run(order));
    return {file, keys, identity, seconds};
  } finally {
    await database.close();
  }
}

async function connected<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({connectionString: url});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

function watchMemory(): {stop: () => number} {
  let most = 0;
  const timer = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  }, 50);
  return {
    stop: () => {
      clearInterval(timer);
      return round(most / 1e6);
    },
  };
}
