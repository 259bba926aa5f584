import {resolve} from 'node:path';
import {INSTALLATION, rewrapSigningKeys, streams} from '../audit';
import type {AuditRecord, AuditedTransaction} from '../audit';
import {rewrapCaseKeys} from '../cases';
import type {Rewrapping} from '../cases';
import {rewrapSecondFactors} from '../identity';
import {KeyError, keyPlace, readKey, readKeyFile} from '../platform/config/key-encryption-key';
import {SystemRandomness} from '../platform/crypto/randomness';
import {KeyEncryptionKey, SealBrokenError} from '../platform/crypto/sealing';
import {changeKeyInForce, keyInForce, otherConnections} from '../platform/database/installation-key';
import type {WriteTransaction} from '../platform/database/transaction';
import {COMMAND_LINE, transactionsOn} from './administration';
import {EXIT, UsageError, repeated, required} from './command';
import type {Command, Terminal} from './command';
import {withInstallation} from './with-installation';

export interface Rotated {
  readonly caseKeys: number;
  readonly signingKeys: number;
  readonly secondFactors: number;
  /** Cases whose damaged key stays under the key of before. */
  readonly left: readonly string[];
}

/** Wraps every data key and seals every signing key under another key-encryption key; nothing of the content is touched. */
export const keysRotate: Command = {
  name: 'keys rotate',
  usage: '--new-key-file FILE [--leave CASE]...',
  summary: 'exchange the key-encryption key, while Collegium is stopped; all or nothing, and safe to repeat',
  options: {'new-key-file': {type: 'string'}, leave: {type: 'string', multiple: true}},
  run: async (values, terminal) => {
    const file = resolve(terminal.root, required(values, 'new-key-file'));
    const to = sealingWith(readKeyFile(file));
    const left = new Set(repeated(values, 'leave'));
    const done = await withInstallation(terminal, async ({config, database}) => {
      const force = await database.read(keyInForce);
      if (force === to.marker) return {rotated: null, place: keyPlace(config)};
      const from = sealingWith(readKey(config));
      if (force !== from.marker) throw notInForce(keyPlace(config));
      return {rotated: await rotate(transactionsOn(database), {from, to, left}), place: keyPlace(config)};
    }).catch((error: unknown) => tellDamage(error, terminal));
    if (!done) return EXIT.finding;
    const {rotated, place} = done;
    terminal.print(
      rotated
        ? `${rotated.caseKeys} case keys, ${rotated.signingKeys} signing keys and ${rotated.secondFactors} authenticators ` +
            'are wrapped under the new key.'
        : 'The new key is in force already.',
    );
    for (const id of rotated?.left ?? [])
      terminal.warn(
        `The damaged key of case ${id} is as it was: should a backup hold it whole, it needs the old key.`,
      );
    terminal.print(
      `Now set COLLEGIUM_KEY_FILE=${file}, or put what it holds in the place of the ${place}, and start Collegium. ` +
        'Backups made before need the old key; where a case was disposed of, destroy it.',
    );
    return EXIT.fine;
  },
};

const sealingWith = (key: Buffer): KeyEncryptionKey => new KeyEncryptionKey(key, new SystemRandomness());

const notInForce = (place: string): KeyError =>
  new KeyError(
    place,
    'does not hold the key under which the database is encrypted',
    'Give that key in COLLEGIUM_KEY_FILE, COLLEGIUM_KEY or COLLEGIUM_KEY_COMMAND; the new one stays with --new-key-file.',
  );

/**
 * @throws UsageError while Collegium runs, which would go on with the old key; and when a case to leave has a sound key
 * @throws SealBrokenError when something does not open under `from`; nothing was changed then
 */
async function rotate(
  transactions: AuditedTransaction,
  {from, to, left: toLeave}: Rewrapping,
): Promise<Rotated> {
  return transactions.run(INSTALLATION, async (tx) => {
    await changeKeyInForce(tx, from, to);
    if ((await otherConnections(tx)) > 0)
      throw new UsageError('Collegium is running on this database: stop it first');
    const {wrapped: caseKeys, left} = await rewrapped(tx, {from, to, left: toLeave});
    const signingKeys = await rewrapSigningKeys(tx, from, to);
    const secondFactors = await rewrapSecondFactors(tx, from, to);
    const result = {caseKeys, signingKeys, secondFactors, left};
    return {result, records: [rotatedRecord({...result, from: from.marker, to: to.marker})]};
  });
}

async function rewrapped(tx: WriteTransaction, rewrapping: Rewrapping) {
  const done = await rewrapCaseKeys(tx, rewrapping);
  const sound = [...rewrapping.left].filter((id) => !done.left.includes(id));
  if (sound.length > 0)
    throw new UsageError(
      `--leave names ${sound.join(', ')}, of which no damaged key is stored: leave it out`,
    );
  return done;
}

/** @returns null after saying what can be done about a key that does not open */
function tellDamage(error: unknown, terminal: Terminal): null {
  if (!(error instanceof SealBrokenError)) throw error;
  terminal.warn(
    `${error.message}. Nothing was changed. Restore a backup in which it is whole; ` +
      'or, where it is the key of a case, go on without it: --leave CASE.',
  );
  return null;
}

const rotatedRecord = (details: AuditRecord['event']['details']): AuditRecord => ({
  stream: streams.organisation(),
  kind: 'configuration',
  event: {
    type: 'keyEncryptionKeyRotated',
    action: 'U',
    outcome: '0',
    who: COMMAND_LINE,
    as: [],
    on: null,
    details,
  },
});
