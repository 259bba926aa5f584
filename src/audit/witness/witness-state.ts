import {createHash} from 'node:crypto';
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {makeDirectory} from '../../platform/config/make-directory';
import {isSystemError} from '../../platform/files/is-system-error';
import {writeWhole} from '../../platform/files/write-whole';
import {Checkpoint, checkpointBody} from '../domain/checkpoint';

/** What a witness has cosigned, on its own disk: one file a log, the last checkpoint as the log signed it. */
export class WitnessState {
  readonly #directory: string;

  constructor(directory: string) {
    makeDirectory(directory);
    this.#directory = directory;
  }

  /**
   * The last checkpoint that was cosigned; null when there is none.
   *
   * @throws Error when the file does not hold one: a witness that has forgotten must not cosign
   */
  async last(origin: string): Promise<Checkpoint | null> {
    const path = this.#pathOf(origin);
    let note: string;
    try {
      note = await readFile(path, 'utf8');
    } catch (error) {
      if (isSystemError(error) && error.code === 'ENOENT') return null;
      throw error;
    }
    const checkpoint = checkpointBody(note);
    if (checkpoint?.origin !== origin) throw new Error(`${path} does not hold a checkpoint of ${origin}`);
    return checkpoint;
  }

  /** On disk when it returns. */
  async keep(origin: string, note: string): Promise<void> {
    await writeWhole(this.#pathOf(origin), note);
  }

  #pathOf(origin: string): string {
    return join(this.#directory, `${createHash('sha256').update(origin).digest('hex')}.checkpoint`);
  }
}
