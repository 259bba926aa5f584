import {readFileSync} from 'node:fs';
import {resolve} from 'node:path';
import {CheckpointDirectory} from '../audit';
import {BACKUP_MAC, BackupError, BackupReader, FinishRestoration, checkFiles, loadBackup} from '../backup';
import type {BackupFiles, FinishedLog} from '../backup';
import {SystemClock} from '../platform/clock/clock';
import type {Config} from '../platform/config/config';
import {KeyError, readKey} from '../platform/config/key-encryption-key';
import {loadConfig} from '../platform/config/load-config';
import {identitiesIn} from '../platform/crypto/escrowed-file';
import {SystemRandomness} from '../platform/crypto/randomness';
import {KeyEncryptionKey} from '../platform/crypto/sealing';
import {checkKey} from '../platform/database/check-key';
import {migrate} from '../platform/database/migrate';
import {startDatabase} from '../platform/database/start-database';
import {COMMAND_LINE, transactionsOn} from './administration';
import {EXIT, UsageError, optional, required} from './command';
import type {Command, Terminal, Values} from './command';
import {ToldCase, destroyedCases, refuseMissing, wholeDestructions} from './exported-folder';
import {connectedTo} from './with-installation';

const clock = new SystemClock();

/** Into an empty database alone. What was loaded but not accepted is finished later, without loading it again. */
export const restore: Command = {
  name: 'restore',
  usage: '(FILE --keys FILE --identity FILE | --finish) [--accept-loss REASON]',
  summary:
    'bring a backup into an empty database, check its log and compare it with the exported checkpoints; exit code 1 when ' +
    'events are missing and nobody has accepted that; REASON goes on record',
  options: {
    keys: {type: 'string'},
    identity: {type: 'string'},
    finish: {type: 'boolean'},
    'accept-loss': {type: 'string'},
  },
  operands: true,
  run: async (values, terminal, operands) => {
    const finishing = values['finish'] === true;
    if (operands.length !== (finishing ? 0 : 1))
      throw new UsageError(finishing ? '--finish takes no file' : 'which file?');
    const acceptLoss = optional(values, 'accept-loss');
    if (values['accept-loss'] !== undefined && acceptLoss === null)
      throw new UsageError('--accept-loss takes the reason, in words');
    const config = loadConfig(terminal.env, terminal.root);
    const checkpoints = config.checkpointDirectory;
    refuseMissing(checkpoints);
    const files = finishing ? null : await opened(config, operands[0] ?? '', values);
    const database = await startDatabase(config, (line) => {
      terminal.warn(line);
    });
    try {
      const {applicationUrl, ownerUrl} = database;
      if (ownerUrl === null)
        throw new BackupError(
          'Restoring makes tables, which the role of DATABASE_URL may not.',
          'Set DATABASE_OWNER_URL to the role that owns the database.',
        );
      if (files) await load(files, {checkpoints, ownerUrl, acceptLoss, terminal});
      await migrate(ownerUrl, applicationUrl);
      await checkKey(config, applicationUrl);
      const logs = await connectedTo(applicationUrl, (connected) => {
        const finish = new FinishRestoration(connected, transactionsOn(connected), clock);
        const exported = checkpoints === null ? null : new CheckpointDirectory(checkpoints);
        return finish.run({url: applicationUrl, exported, acceptLoss, by: COMMAND_LINE});
      });
      report(logs, terminal);
      return EXIT.fine;
    } finally {
      await database.stop();
    }
  },
};

async function opened(config: Config, file: string, values: Values): Promise<BackupFiles> {
  const [keys, identity] = [required(values, 'keys'), required(values, 'identity')];
  const key = new KeyEncryptionKey(keyOf(config), new SystemRandomness());
  const identities = identitiesIn(readFileSync(resolve(identity), 'utf8'));
  const mac = (canonical: string): string => key.digest(BACKUP_MAC, canonical);
  const files = {
    main: await BackupReader.open(resolve(file), identities, mac),
    keys: await BackupReader.open(resolve(keys), identities, mac),
  };
  try {
    checkFiles(files, key.marker, clock.now());
  } catch (error) {
    await files.main.close();
    await files.keys.close();
    throw error;
  }
  return files;
}

/** A key that was lost is not to be made anew here, whatever the mode. */
function keyOf(config: Config): Buffer {
  try {
    return readKey(config);
  } catch (cause) {
    if (!(cause instanceof KeyError)) throw cause;
    throw new BackupError(
      `The ${cause.place} ${cause.reason}.`,
      'Put the key of the installation that was backed up there: without it nothing that is restored can be read.',
      {cause},
    );
  }
}

interface LoadOrder {
  readonly checkpoints: string | null;
  readonly ownerUrl: string;
  readonly acceptLoss: string | null;
  readonly terminal: Terminal;
}

async function load(
  files: BackupFiles,
  {checkpoints, ownerUrl, acceptLoss, terminal}: LoadOrder,
): Promise<void> {
  const told = destroyedCases(checkpoints);
  let destroyed: readonly ToldCase[] = told;
  const {tables, rows, madeAt, keysRefused} = await loadBackup(ownerUrl, files, {
    destroyed: async (logs) => {
      if (checkpoints !== null) destroyed = await wholeDestructions(checkpoints, told, {logs, acceptLoss});
      return destroyed;
    },
    now: clock.now(),
  });
  terminal.print(`${rows} rows in ${tables} tables, as of ${madeAt.toISOString()}.`);
  if (destroyed.length > 0)
    terminal.print(
      `${destroyed.length} cases stay destroyed; ${keysRefused} of their keys were in the key backup and were refused.`,
    );
  const lost = destroyed.length - told.length;
  if (lost > 0)
    terminal.warn(
      `${lost} of these destructions are known by the signed list alone: their files are missing. Find out who took them.`,
    );
  const unproven = destroyed.filter(({proven}) => !proven).length;
  if (unproven > 0)
    terminal.warn(
      `${unproven} of these destructions have no proof beside the checkpoints: they were told before the tree had them. ` +
        'Their keys stay out all the same; hold them against the register of disposals.',
    );
}

function report(logs: readonly FinishedLog[], terminal: Terminal): void {
  const entries = logs.reduce((sum, log) => sum + log.entries, 0);
  terminal.print(`The log is whole: ${entries} entries.`);
  for (const {organisation, judgement} of logs)
    if (judgement.kind === 'lost')
      terminal.print(
        `Accepted and on record: at least ${judgement.missing} events of organisation ${organisation} are lost.`,
      );
  terminal.print('Restored. Collegium can be started on it.');
}
