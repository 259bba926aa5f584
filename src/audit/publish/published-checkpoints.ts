import {join} from 'node:path';
import {Inject, Injectable} from '@nestjs/common';
import type {Config} from '../../platform/config/config';
import {ReadTransaction} from '../../platform/database/transaction';
import {isSystemError} from '../../platform/files/is-system-error';
import {CONFIG} from '../../platform/platform.module';
import {Checkpoint, checkpointBody, openCheckpoint} from '../domain/checkpoint';
import {parseVerifier} from '../domain/signed-note';
import {HeadRow, findCheckpoint, findHeads, findLastCheckpoint} from '../persistence/tree-rows';
import {logKeys} from '../queries/log-keys';
import {readEdge} from '../queries/read-tree';
import {CheckpointDirectory} from './checkpoint-directory';
import {PublishedFault, PublishedMismatchError} from './published-mismatch-error';

/** What was exported of each log, held against the database. */
@Injectable()
export class PublishedCheckpoints {
  /** Null when checkpoints are not exported. */
  readonly directory: CheckpointDirectory | null;

  constructor(@Inject(CONFIG) {checkpointDirectory}: Pick<Config, 'checkpointDirectory'>) {
    this.directory = checkpointDirectory === null ? null : new CheckpointDirectory(checkpointDirectory);
  }

  /**
   * Makes sure that the database holds what was exported last. While the folder cannot be read nothing is known against
   * the database; the publisher says so, and compares as soon as it can be read again.
   *
   * @param tx begun before nothing that was exported is older than it: READ COMMITTED, or after the last export
   * @throws PublishedMismatchError
   */
  async check(tx: ReadTransaction, organisation: string): Promise<void> {
    const note = await this.#lastOrNothing(organisation);
    if (note !== null) await this.compare(tx, organisation, note);
  }

  /**
   * The last checkpoint of every tree that others may be asked to vouch for: where checkpoints are exported, none that is
   * not among them yet, for what others have seen must not be lost with the database. While the folder cannot be read there
   * is none.
   */
  async heads(tx: ReadTransaction): Promise<HeadRow[]> {
    const stored = await tx.rows(findHeads);
    if (!this.directory) return stored;
    const exported: HeadRow[] = [];
    for (const head of stored) exported.push(...(await this.#exportedHead(tx, head)));
    return exported;
  }

  async #exportedHead(tx: ReadTransaction, {organisation_id}: HeadRow): Promise<HeadRow[]> {
    const note = await this.#lastOrNothing(organisation_id);
    const size = note === null ? undefined : checkpointBody(note)?.size;
    const row = size === undefined ? null : await tx.row(findCheckpoint, [organisation_id, size]);
    // One that the database does not have is the publisher's to tell.
    return row && row.note === note ? [{...row, organisation_id}] : [];
  }

  /**
   * What a whole check of a log is held against: the last exported checkpoint of each month. To be read before the check
   * begins, since more may be exported meanwhile.
   *
   * @throws the system's error when the folder cannot be read: a check without it would say more than it knows
   */
  async kept(organisation: string): Promise<readonly string[]> {
    return (await this.directory?.lastOfMonths(organisation)) ?? [];
  }

  /** The same of every log that was ever exported, those of which no row is left included. */
  async keptOfAll(): Promise<readonly string[]> {
    const notes: string[] = [];
    for (const organisation of (await this.directory?.organisations()) ?? [])
      notes.push(...(await this.kept(organisation)));
    return notes;
  }

  /** @throws PublishedMismatchError when the database is not the one of which this note was exported */
  async compare(tx: ReadTransaction, organisation: string, note: string): Promise<void> {
    const last = await tx.row(findLastCheckpoint, [organisation]);
    const stored = Number(last?.size ?? 0);
    const said = checkpointBody(note);
    const fault = await faultOf(tx, organisation, {note, said, stored});
    if (fault === null) return;
    const folder = join(this.directory?.path ?? '', organisation);
    throw new PublishedMismatchError({organisation, fault, exported: said?.size ?? null, stored, folder});
  }

  async #lastOrNothing(organisation: string): Promise<string | null> {
    try {
      return (await this.directory?.last(organisation)) ?? null;
    } catch (error) {
      if (isSystemError(error)) return null;
      throw error;
    }
  }
}

async function faultOf(
  tx: ReadTransaction,
  organisation: string,
  {note, said, stored}: {note: string; said: Checkpoint | null; stored: number},
): Promise<PublishedFault | null> {
  if (!said) return 'unreadable';
  const keys = (await logKeys(tx, organisation)).map((text) => parseVerifier(text));
  // Without any key the database is older than the first checkpoint.
  const signed = keys.some((key) => key !== null && openCheckpoint(note, key).fault === null);
  if (keys.length > 0 && !signed) return 'unknown_key';
  if (said.size > stored) return 'rolled_back';
  const edge = await readEdge(tx, organisation, said.size);
  return edge?.root().equals(said.root) === true ? null : 'forked';
}
