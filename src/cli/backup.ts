import {statSync} from 'node:fs';
import {dirname, join, resolve} from 'node:path';
import {AuditedTransaction} from '../audit';
import {BackUp} from '../backup';
import {SystemClock} from '../platform/clock/clock';
import {loadKeyEncryptionKey} from '../platform/config/key-encryption-key';
import {SystemRandomness} from '../platform/crypto/randomness';
import {KeyEncryptionKey} from '../platform/crypto/sealing';
import {checkKey} from '../platform/database/check-key';
import {COMMAND_LINE} from './administration';
import {EXIT, UsageError, optional} from './command';
import type {Command, Values} from './command';
import {withInstallation} from './with-installation';

const KEY_DAYS = 35;

export const backup: Command = {
  name: 'backup',
  usage: '(FILE|FOLDER) [--keys (FILE|FOLDER) [--keys-days N]]',
  summary:
    `write everything, encrypted for the escrow, to FILE, and the keys, which expire after ${KEY_DAYS} days unless N says ` +
    'otherwise, to another place; may run beside the server',
  options: {keys: {type: 'string'}, 'keys-days': {type: 'string'}},
  operands: true,
  run: async (values, terminal, operands) => {
    const clock = new SystemClock();
    const stamp = clock.now().toISOString().slice(0, 19).replace(/:/g, '-');
    const [place, ...more] = operands;
    if (place === undefined || more.length > 0) throw new UsageError('which file or folder?');
    const file = inFolder(place, `collegium-${stamp}Z.backup`);
    const keys = keysOf(values, stamp);
    if (keys && dirname(keys.file) === dirname(file))
      throw new UsageError(
        '--keys must name another folder: whoever finds both has everything but the key file',
      );
    const made = await withInstallation(terminal, async ({config, applicationUrl, database}) => {
      await checkKey(config, applicationUrl);
      const randomness = new SystemRandomness();
      const key = new KeyEncryptionKey(loadKeyEncryptionKey(config), randomness);
      const transactions = new AuditedTransaction(database, clock, randomness);
      const backUp = new BackUp(database, transactions, clock, randomness, key);
      return backUp.run({url: applicationUrl, file, keys, by: COMMAND_LINE});
    });
    terminal.print(file);
    if (keys) terminal.print(keys.file);
    else terminal.warn('Without --keys the content of the cases cannot be restored from this backup alone.');
    if (made.keysExpireAt) terminal.warn(`The key backup expires at ${made.keysExpireAt.toISOString()}.`);
    for (const path of made.toBeDeleted)
      terminal.warn(`Delete this expired key backup, and its copies: ${path}`);
    return EXIT.fine;
  },
};

function inFolder(place: string, name: string): string {
  const path = resolve(place);
  return statSync(path, {throwIfNoEntry: false})?.isDirectory() === true ? join(path, name) : path;
}

function keysOf(values: Values, stamp: string): {file: string; days: number} | null {
  const place = optional(values, 'keys');
  const days = optional(values, 'keys-days');
  if (place === null) {
    if (days !== null) throw new UsageError('--keys-days goes with --keys');
    return null;
  }
  if (days !== null && !/^[1-9][0-9]{0,2}$/.test(days))
    throw new UsageError('--keys-days takes a number of days from 1 to 999');
  return {file: inFolder(place, `collegium-${stamp}Z.keys`), days: days === null ? KEY_DAYS : Number(days)};
}
