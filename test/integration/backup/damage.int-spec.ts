import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import fc from 'fast-check';
import {BACKUP_MAC, BackupError, BackupReader} from '../../../src/backup';
import {newKeyPair} from '../../../src/platform/crypto/escrowed-file';
import {SystemRandomness} from '../../../src/platform/crypto/randomness';
import {KeyEncryptionKey} from '../../../src/platform/crypto/sealing';
import {readKeyFile} from '../../../src/platform/config/key-encryption-key';
import {Vault} from './vault';

const RUNS = process.env['COLLEGIUM_DRILL'] === 'full' ? 500 : 60;
/** A chunk of the age format with its tag; the payload begins after the header and a nonce of 16 bytes. */
const CHUNK = 64 * 1024 + 16;

let vault: Vault;
let whole: Buffer;
let payload: number;
let damagedFile: string;

beforeAll(async () => {
  vault = await Vault.open();
  await vault.setEscrow();
  for (let count = 0; count < 3; count += 1) await vault.walker.refer();
  whole = readFileSync((await vault.backUp()).file);
  payload = whole.indexOf('\n', whole.indexOf('\n---') + 1) + 1 + 16;
  damagedFile = join(vault.folder, 'damaged');
});

afterAll(async () => {
  await vault.close();
});

async function check(bytes: Uint8Array, identity = vault.pair.identity): Promise<unknown> {
  writeFileSync(damagedFile, bytes);
  const key = new KeyEncryptionKey(readKeyFile(vault.app.config.keyFile), new SystemRandomness());
  const opened = BackupReader.open(damagedFile, [identity], (text) => key.digest(BACKUP_MAC, text));
  return opened.then((reader) => reader.check());
}

const chunks = (): Buffer[] => {
  const found: Buffer[] = [];
  for (let from = payload; from < whole.length; from += CHUNK) found.push(whole.subarray(from, from + CHUNK));
  return found;
};

const withChunks = (order: readonly (Buffer | undefined)[]): Buffer =>
  Buffer.concat([whole.subarray(0, payload), ...order.flatMap((chunk) => chunk ?? [])]);

describe('a file that is not as it was written', () => {
  it('is told from one that is', async () => {
    expect(chunks().length).toBeGreaterThan(2);
    await expect(check(whole)).resolves.toEqual(
      expect.arrayContaining([expect.objectContaining({name: 'review_case', rows: 3})]),
    );
    await expect(check(withChunks(chunks()))).resolves.toBeDefined();
  });

  it(`is refused with one bit turned anywhere (${RUNS} places)`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(7), async (at, bit) => {
        const bytes = Buffer.from(whole);
        bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
        await expect(check(bytes)).rejects.toThrow(BackupError);
      }),
      {numRuns: RUNS, seed: 20_260_302},
    );
  });

  it(`is refused when it was cut anywhere, at the end of a chunk too (${RUNS} places)`, async () => {
    const edges = chunks().map((_, index) => payload + index * CHUNK);
    const place = fc.oneof(fc.nat(whole.length - 1), fc.constantFrom(...edges));
    await fc.assert(
      fc.asyncProperty(place, (length) =>
        expect(check(whole.subarray(0, length))).rejects.toThrow(BackupError),
      ),
      {numRuns: RUNS, seed: 20_260_302},
    );
  });

  it('is refused with chunks in another order, one missing, one twice, or something behind', async () => {
    const [first, second, ...rest] = chunks();
    const spliced = [
      withChunks([second, first, ...rest]),
      withChunks([first, ...rest]),
      withChunks([first, first, second, ...rest]),
      withChunks([...chunks(), rest.at(-1)]),
      Buffer.concat([whole, Buffer.of(0)]),
      Buffer.concat([whole, whole]),
    ];
    for (const bytes of spliced) await expect(check(bytes)).rejects.toThrow(BackupError);
  });

  it('is refused when its content is that of another backup', async () => {
    const other = readFileSync((await vault.backUp()).file);
    const begin = other.indexOf('\n', other.indexOf('\n---') + 1) + 1;
    const mixed = Buffer.concat([whole.subarray(0, payload - 16), other.subarray(begin)]);
    await expect(check(mixed)).rejects.toThrow(BackupError);
  });

  it('is refused to another identity, and when the identity is none', async () => {
    const {identity} = await newKeyPair();
    await expect(check(whole, identity)).rejects.toThrow('cannot be opened with this identity');
    await expect(check(whole, 'AGE-SECRET-KEY-1NONE')).rejects.toThrow(BackupError);
    await expect(check(whole, 'secret')).rejects.toThrow('begins with AGE-SECRET-KEY-1');
  });
});
