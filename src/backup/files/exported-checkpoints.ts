import {closeSync, fsyncSync, mkdirSync, openSync, renameSync, writeFileSync} from 'node:fs';
import {basename, join} from 'node:path';
import {ExportedHead, readExportedHeads} from '../../audit';

const ABANDONED = 'abandoned';
const ACKNOWLEDGEMENT = 'acknowledgement.json';

/** Why checkpoints were set aside, for whoever finds them. */
export type Acknowledgement = Readonly<Record<string, unknown>> & {readonly restoration: string};

/** The folder outside the database into which a running Collegium puts its signed checkpoints. */
export class ExportedCheckpoints {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The checkpoints that count; those that were set aside by an earlier restoration do not. */
  heads(organisation: string, verifiers: readonly string[]): ExportedHead[] {
    return readExportedHeads(join(this.#folder, organisation), organisation, {verifiers, skip: [ABANDONED]});
  }

  /**
   * Moves all checkpoints beyond a size to `<organisation>/abandoned/<restoration>/`, beside the acknowledgement that says
   * why. None is deleted: whoever holds one of them must be able to find out what became of it.
   */
  setAside(organisation: string, beyond: number, acknowledgement: Acknowledgement): void {
    const folder = join(this.#folder, organisation, ABANDONED, acknowledgement.restoration);
    mkdirSync(folder, {recursive: true});
    const file = openSync(join(folder, ACKNOWLEDGEMENT), 'w', 0o644);
    try {
      writeFileSync(file, `${JSON.stringify(acknowledgement, null, 2)}\n`);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    for (const {path, size} of this.heads(organisation, []))
      if (size > beyond) renameSync(path, join(folder, basename(path)));
  }
}
