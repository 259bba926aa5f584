import {readFile, readdir} from 'node:fs/promises';
import {join} from 'node:path';
import {makeDirectory} from '../../platform/config/make-directory';
import {appendLine, lastLine} from '../../platform/files/append-line';
import {isSystemError} from '../../platform/files/is-system-error';
import {writeWhole} from '../../platform/files/write-whole';
import {checkpointBody} from '../domain/checkpoint';
import {
  PublishedCheckpoint,
  PublishedCosignature,
  parsePublishedCheckpoint,
  publishedFile,
} from '../domain/published-line';

const ORGANISATION = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const LOG_FILE = /^\d{4}-\d{2}\.ndjson$/;

/**
 * Where checkpoints lie outside the database and its trust (docs/adr/0019):
 *
 * ```
 * <organisation id>/checkpoints/<yyyy-mm>.ndjson   every one that was exported, in order, one JSON line each
 *                   cosignatures/<yyyy-mm>.ndjson  what witnesses said of them
 *                   latest                         the last one, a signed note
 *                   keys                           verifier keys, oldest first, one a line
 *                   timestamps/<size>.checkpoint   what was stamped, and
 *                   timestamps/<size>.tsr          the authority's response, RFC 3161
 * ```
 */
export class CheckpointDirectory {
  constructor(readonly path: string) {}

  /** Whoever has a folder here. Empty when there is no folder at all yet. */
  async organisations(): Promise<string[]> {
    return (await namesIn(this.path)).filter((name) => ORGANISATION.test(name));
  }

  /** The last exported checkpoint: of the log of them, since `latest` is written after it. */
  async last(organisation: string): Promise<string | null> {
    const folder = join(this.path, organisation, 'checkpoints');
    const files = (await namesIn(folder)).filter((name) => LOG_FILE.test(name)).sort();
    for (const name of files.reverse()) {
      const line = await lastLine(join(folder, name));
      // What cannot be read is handed on: it must not pass for a checkpoint, nor for none.
      if (line !== null) return parsePublishedCheckpoint(line)?.note ?? line;
    }
    return null;
  }

  async publish(organisation: string, note: string, at: Date): Promise<void> {
    await this.#append([organisation, 'checkpoints'], {at: at.toISOString(), note}, at);
    await writeWhole(join(this.path, organisation, 'latest'), note);
  }

  /** What a witness said of the checkpoint of so many entries; also on the last one, where it is that one. */
  async keepCosignature(
    organisation: string,
    {size, line, at}: {readonly size: number; readonly line: string; readonly at: Date},
  ): Promise<void> {
    await this.#append([organisation, 'cosignatures'], {at: at.toISOString(), size, cosignature: line}, at);
    const path = join(this.path, organisation, 'latest');
    const latest = await contentOf(path);
    if (latest !== null && checkpointBody(latest)?.size === size && !latest.includes(line))
      await writeWhole(path, latest + line);
  }

  /** What was stamped, as it was, and the response: `openssl ts -verify -data SIZE.checkpoint -in SIZE.tsr -CAfile CA`. */
  async keepTimestamp(
    organisation: string,
    {size, note, response}: {readonly size: number; readonly note: string; readonly response: Buffer},
  ): Promise<void> {
    const folder = join(this.path, organisation, 'timestamps');
    makeDirectory(folder);
    await writeWhole(join(folder, `${size}.checkpoint`), note);
    await writeWhole(join(folder, `${size}.tsr`), response);
  }

  /** @param verifiers oldest first */
  async keepKeys(organisation: string, verifiers: readonly string[]): Promise<void> {
    makeDirectory(join(this.path, organisation));
    await writeWhole(join(this.path, organisation, 'keys'), verifiers.map((text) => `${text}\n`).join(''));
  }

  async #append(
    folders: readonly string[],
    line: PublishedCheckpoint | PublishedCosignature,
    at: Date,
  ): Promise<void> {
    const folder = join(this.path, ...folders);
    makeDirectory(folder);
    await appendLine(join(folder, publishedFile(at)), JSON.stringify(line));
  }
}

async function contentOf(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isSystemError(error) && error.code === 'ENOENT') return null;
    throw error;
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isSystemError(error) && error.code === 'ENOENT') return [];
    throw error;
  }
}
