import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {lastLine} from '../../platform/files/append-line';
import {checkpointBody, openCheckpoint} from '../domain/checkpoint';
import {
  DestroyedKey,
  DestroyedStatement,
  destroyedBody,
  openDestroyed,
  parseDestroyedLine,
  sumOfDestroyed,
} from '../domain/destroyed-keys';
import {parsePublishedCheckpoint, parsePublishedStatement} from '../domain/published-line';
import {NoteVerifier, parseVerifier, splitNote} from '../domain/signed-note';
import {CheckpointDirectory} from './checkpoint-directory';
import {contentOf, linesOf, monthsIn} from './exported-lines';

export type ToldKeysFound =
  | {readonly fault: null; readonly keys: readonly DestroyedKey[]}
  /** Why nobody can tell which keys are destroyed. */
  | {readonly fault: string; readonly keys: null};

const fault = (text: string): ToldKeysFound => ({fault: text, keys: null});

/**
 * The destroyed keys of an organisation, as the exported folder proves them as a whole: the last exported checkpoint is
 * signed by a key that is trusted, or that such a key has handed over to; a statement for exactly that tree is signed by
 * the same key; and the list comes to what the statement says.
 *
 * @param checkpoints the folder that COLLEGIUM_CHECKPOINTS names
 * @param trusted verifier keys of the log, from elsewhere than this folder
 * @throws the system's error when the folder cannot be read
 */
export async function readToldKeys(
  checkpoints: string,
  organisation: string,
  trusted: readonly string[],
): Promise<ToldKeysFound> {
  const folder = join(checkpoints, organisation);
  const last = await new CheckpointDirectory(checkpoints).last(organisation);
  if (last === null) return fault('has no checkpoint');
  const keys = await keysFrom(folder, trusted);
  const signers = keys.filter((key) => openCheckpoint(last, key).fault === null);
  const head = checkpointBody(last);
  if (head === null || signers.length === 0)
    return fault('ends in a checkpoint that no key of the log has signed');
  const said = await statementFor(folder, (statement) => {
    const body = destroyedBody(organisation, statement);
    if (body?.size !== head.size || !body.root.equals(head.root)) return null;
    return signers.flatMap((key) => openDestroyed(organisation, statement, key) ?? []).at(0) ?? null;
  });
  if (said === null)
    return fault(`has no signed statement of destroyed keys for its last checkpoint (${head.size} entries)`);
  const lines = linesOf((await contentOf(join(folder, 'destroyed-keys'))) ?? '').slice(0, said.count);
  const listed = lines.flatMap((line) => parseDestroyedLine(line) ?? []);
  const {count, digest} = sumOfDestroyed(listed);
  return count === said.count && digest.equals(said.digest)
    ? {fault: null, keys: listed}
    : fault(`has a list of destroyed keys that is not the signed one (${said.count} keys)`);
}

/** The last statement that was told, as it was signed; null when there is none that can be read. */
export async function lastStatement(folder: string): Promise<string | null> {
  const month = (await monthsIn(join(folder, 'statements'))).at(-1);
  const line = month === undefined ? null : await lastLine(join(folder, 'statements', month));
  return line === null ? null : parsePublishedStatement(line);
}

async function statementFor(
  folder: string,
  opened: (statement: string) => DestroyedStatement | null,
): Promise<DestroyedStatement | null> {
  for (const month of (await monthsIn(join(folder, 'statements'))).reverse()) {
    const lines = linesOf(await readFile(join(folder, 'statements', month), 'utf8'));
    for (const line of lines.reverse()) {
      const found = opened(parsePublishedStatement(line) ?? '');
      if (found !== null) return found;
    }
  }
  return null;
}

/** Those that are trusted, and exported ones that have signed a checkpoint together with one that is: a handover. */
async function keysFrom(folder: string, trusted: readonly string[]): Promise<NoteVerifier[]> {
  const exported = linesOf((await contentOf(join(folder, 'keys'))) ?? '').filter(
    (text) => !trusted.includes(text),
  );
  const keys = trusted.flatMap((text) => parseVerifier(text) ?? []);
  if (exported.length === 0) return keys;
  const later = exported.flatMap((text) => parseVerifier(text) ?? []);
  for (const month of await monthsIn(join(folder, 'checkpoints')))
    for (const line of linesOf(await readFile(join(folder, 'checkpoints', month), 'utf8'))) {
      const note = parsePublishedCheckpoint(line)?.note ?? '';
      if ((splitNote(note)?.signatures.length ?? 0) < 2) continue;
      const signed = (key: NoteVerifier): boolean => openCheckpoint(note, key).fault === null;
      if (keys.some(signed)) keys.push(...later.filter((key) => !keys.includes(key) && signed(key)));
    }
  return keys;
}
