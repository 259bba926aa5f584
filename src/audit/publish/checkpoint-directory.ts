import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {makeDirectory} from '../../platform/config/make-directory';
import {appendLine, lastLine} from '../../platform/files/append-line';
import {writeWhole} from '../../platform/files/write-whole';
import {isId} from '../../platform/is-id';
import {checkpointBody, openCheckpoint, originOf} from '../domain/checkpoint';
import {TreeHead} from '../domain/merkle';
import {
  PublishedCheckpoint,
  PublishedCosignature,
  parsePublishedCheckpoint,
  publishedFile,
} from '../domain/published-line';
import {parseVerifier} from '../domain/signed-note';
import {contentOf, linesOf, monthsIn, namesIn} from './exported-lines';
import {PublishedMismatchError} from './published-mismatch-error';
import {Acknowledgement, setAside} from './set-aside';

/** An exported checkpoint. */
export interface ExportedHead extends TreeHead {
  /** Whether a key that the log is known to have had signed it. */
  readonly verified: boolean;
}

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
 *                   abandoned/<restoration>/       what a restoration has set aside, and why
 * ```
 */
export class CheckpointDirectory {
  constructor(readonly path: string) {}

  /** Whoever has a folder here. Empty when there is no folder at all yet. */
  async organisations(): Promise<string[]> {
    return (await namesIn(this.path)).filter((name) => isId(name));
  }

  /** The last exported checkpoint: of the log of them, since `latest` is written after it. */
  async last(organisation: string): Promise<string | null> {
    for await (const note of this.#lastOfMonths(organisation)) return note;
    return null;
  }

  /** The last exported checkpoint of each month, latest first. */
  async lastOfMonths(organisation: string): Promise<string[]> {
    const notes: string[] = [];
    for await (const note of this.#lastOfMonths(organisation)) notes.push(note);
    return notes;
  }

  /**
   * Every exported checkpoint that was not set aside, in order.
   *
   * @param verifiers of the log as far as the database knows them; those that were exported count too
   * @throws PublishedMismatchError when a line is none: it must not pass for nothing
   */
  async heads(organisation: string, verifiers: readonly string[]): Promise<ExportedHead[]> {
    const folder = join(this.path, organisation);
    const exported = linesOf((await contentOf(join(folder, 'keys'))) ?? '');
    const keys = [...new Set([...verifiers, ...exported])].flatMap((text) => parseVerifier(text) ?? []);
    const heads: ExportedHead[] = [];
    for (const month of await monthsIn(join(folder, 'checkpoints')))
      for (const line of linesOf(await readFile(join(folder, 'checkpoints', month), 'utf8'))) {
        const note = parsePublishedCheckpoint(line)?.note ?? '';
        const said = checkpointBody(note);
        if (said?.origin !== originOf(organisation))
          throw new PublishedMismatchError({
            ...{organisation, folder, stored: 0},
            fault: 'unreadable',
            exported: null,
          });
        const verified = keys.some((key) => openCheckpoint(note, key).fault === null);
        heads.push({size: said.size, root: said.root, verified});
      }
    return heads;
  }

  /** Every exported checkpoint that was not set aside, in order, as a note; a line that is none as it stands. */
  async *notes(organisation: string): AsyncGenerator<string, void> {
    const folder = join(this.path, organisation, 'checkpoints');
    for (const month of await monthsIn(folder))
      for (const line of linesOf(await readFile(join(folder, month), 'utf8')))
        yield parsePublishedCheckpoint(line)?.note ?? line;
  }

  /** Sets aside all that says something of more than so many entries: see {@link setAside}. */
  async setAside(organisation: string, beyond: number, acknowledgement: Acknowledgement): Promise<void> {
    await setAside(join(this.path, organisation), beyond, acknowledgement);
  }

  async publish(organisation: string, note: string, at: Date): Promise<void> {
    await this.#append([organisation, 'checkpoints'], {at: at.toISOString(), note}, at);
    await writeWhole(join(this.path, organisation, 'latest'), note);
  }

  /** Makes `latest` the last exported checkpoint again, if a crash came between the two. */
  async mendLatest(organisation: string, last: string): Promise<void> {
    const path = join(this.path, organisation, 'latest');
    // Witnesses' signatures may follow it.
    if ((await contentOf(path))?.startsWith(last) !== true) await writeWhole(path, last);
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

  async *#lastOfMonths(organisation: string): AsyncGenerator<string, void> {
    const folder = join(this.path, organisation, 'checkpoints');
    for (const name of (await monthsIn(folder)).reverse()) {
      const line = await lastLine(join(folder, name));
      // What cannot be read is handed on: it must not pass for a checkpoint, nor for none.
      if (line !== null) yield parsePublishedCheckpoint(line)?.note ?? line;
    }
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
