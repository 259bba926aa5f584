import {Clock} from '../../platform/clock/clock';
import {Randomness} from '../../platform/crypto/randomness';
import {KeyEncryptionKey} from '../../platform/crypto/sealing';
import {holdKey} from '../../platform/database/installation-key';
import {WriteTransaction} from '../../platform/database/transaction';
import {AuditRecord, streams} from '../domain/audit-record';
import {originOf} from '../domain/checkpoint';
import {KEY_MADE, KEY_ROTATED, signersOf} from '../domain/key-history';
import {NoteSigner, noteSigner} from '../domain/signed-note';
import {appendRecords, lockStream} from '../persistence/append-records';
import {KeyRow, addKey, findKeys} from '../persistence/key-rows';

export interface KeySource {
  readonly key: KeyEncryptionKey;
  readonly clock: Clock;
  readonly randomness: Randomness;
}

export const seedPurpose = (organisation: string): string => `audit-key/${organisation}`;

/**
 * The keys that sign the checkpoint with which a tree grows from one size to another; its leaves are stored already. The
 * first key is made here, when the first checkpoint is due, and put on record like every later one.
 *
 * @throws SealBrokenError
 */
export async function signersFor(
  tx: WriteTransaction,
  organisation: string,
  grown: {readonly from: number; readonly to: number},
  source: KeySource,
): Promise<NoteSigner[]> {
  const stored = await tx.rows(findKeys, [organisation]);
  if (stored.length === 0) {
    const {signer, record} = await addNextKey(tx, organisation, 'system', source);
    await appendRecords(tx, organisation, [record], source);
    return [signer];
  }
  const keys = stored.map((row) => ({row, from: firstSize(row)}));
  return signersOf(keys, grown).map(({row}) => openSigner(organisation, row, source.key));
}

/**
 * Makes the next key of an organisation's log. Its seed is sealed under the key-encryption key, for this organisation
 * alone. It signs once the record, which the caller must append in the same transaction and as the only one on its
 * stream, is in the tree.
 */
export async function addNextKey(
  tx: WriteTransaction,
  organisation: string,
  by: string,
  {key, clock, randomness}: KeySource,
): Promise<{signer: NoteSigner; record: AuditRecord}> {
  const {number: last} = await lockStream(tx, organisation, streams.organisation());
  const previous = (await tx.rows(findKeys, [organisation])).at(-1);
  const number = (previous?.number ?? 0) + 1;
  await holdKey(tx, key);
  const seed = randomness.bytes(32);
  const signer = noteSigner(originOf(organisation), seed);
  const sealed = key.sealText(seedPurpose(organisation), seed.toString('base64'));
  await tx.write(addKey, [organisation, number, signer.text, sealed, last + 1, clock.now()]);
  const details = {number, verifier: signer.text, ...(previous && {previous: previous.verifier})};
  const record: AuditRecord = {
    stream: streams.organisation(),
    kind: 'configuration',
    event: {
      type: previous ? KEY_ROTATED : KEY_MADE,
      action: previous ? 'U' : 'C',
      outcome: '0',
      who: by,
      as: [],
      on: null,
      details,
    },
  };
  return {signer, record};
}

/** The first key signs from the beginning, before the event that names it can be in the tree. */
function firstSize({number, index}: KeyRow): number | null {
  if (number === 1) return 0;
  return index === null ? null : Number(index) + 1;
}

/** Whether the sealed seed is that of the key. @throws SealBrokenError */
export const isSignerOf = (organisation: string, row: KeyRow, key: KeyEncryptionKey): boolean =>
  openSigner(organisation, row, key).text === row.verifier;

function openSigner(organisation: string, row: KeyRow, key: KeyEncryptionKey): NoteSigner {
  const seed = Buffer.from(key.openText(seedPurpose(organisation), row.sealed_seed), 'base64');
  return noteSigner(originOf(organisation), seed);
}
