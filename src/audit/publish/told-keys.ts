import {join} from 'node:path';
import {Clock} from '../../platform/clock/clock';
import {makeDirectory} from '../../platform/config/make-directory';
import {ReadTransaction} from '../../platform/database/transaction';
import {appendLine} from '../../platform/files/append-line';
import {writeWhole} from '../../platform/files/write-whole';
import {destroyedBody, destroyedLine} from '../domain/destroyed-keys';
import {publishedFile} from '../domain/published-line';
import {CheckpointRow} from '../persistence/tree-rows';
import {destroyedKeys} from '../persistence/destroyed-rows';
import {lastStatement} from './read-told-keys';

type Stated = Pick<CheckpointRow, 'size' | 'destroyed'>;

/**
 * Writes beside the exported checkpoints which keys are destroyed, as a whole (docs/adr/0067):
 *
 * ```
 * <organisation id>/destroyed-keys               a line a key, in the order of the log
 *                   statements/<yyyy-mm>.ndjson  {"at", "statement"} a line: what the list comes to at each checkpoint
 * ```
 */
export class ToldKeys {
  readonly #folder: string;
  readonly #clock: Clock;
  /** What the list came to when this process wrote it last, for each organisation. */
  readonly #listed = new Map<string, string>();

  constructor(folder: string, clock: Clock) {
    this.#folder = folder;
    this.#clock = clock;
  }

  /**
   * To be called before the checkpoint is exported. Nothing is told beside checkpoints of earlier versions.
   *
   * @throws the system's error
   */
  async tell(tx: ReadTransaction, organisation: string, {size, destroyed}: Stated): Promise<void> {
    const said = destroyedBody(organisation, destroyed ?? '');
    if (said === null || destroyed === null) return;
    const folder = join(this.#folder, organisation);
    const digest = said.digest.toString('hex');
    if (this.#listed.get(organisation) !== digest) {
      const keys = await destroyedKeys(tx, organisation, Number(size));
      makeDirectory(folder);
      await writeWhole(join(folder, 'destroyed-keys'), keys.map((key) => `${destroyedLine(key)}\n`).join(''));
      this.#listed.set(organisation, digest);
    }
    if ((await lastStatement(folder)) === destroyed) return;
    const now = this.#clock.now();
    makeDirectory(join(folder, 'statements'));
    const line = JSON.stringify({at: now.toISOString(), statement: destroyed});
    await appendLine(join(folder, 'statements', publishedFile(now)), line);
  }
}
