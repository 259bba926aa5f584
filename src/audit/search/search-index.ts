import {Injectable} from '@nestjs/common';
import {Database} from '../../platform/database/database';
import {INSTALLATION} from '../domain/audit-record';
import {findUnindexed} from '../persistence/search-rows';
import {forgetIndex, indexBatch} from './index-batch';
import {INTEGRATOR} from '../../platform/database/rows/row-scope';

/**
 * The search index: a derivative of the log, for finding and never for proof. A batch a transaction, so that it goes on
 * where it stopped; what it writes is no change of its own, hence no record of it.
 */
@Injectable()
export class SearchIndex {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database.as(INTEGRATOR);
  }

  /**
   * Takes in every leaf that the trees have now.
   *
   * @param go asked between batches
   * @returns entries added
   */
  async update(go: () => boolean = () => true): Promise<number> {
    let total = 0;
    const behind = await this.#database.read((tx) => tx.rows(findUnindexed, [INSTALLATION]));
    for (const {id} of behind) {
      let more = true;
      while (more && go()) {
        const batch = await this.#database.write((tx) => indexBatch(tx, id));
        total += batch.added;
        more = batch.more;
      }
    }
    return total;
  }

  /** Empties the index and fills it from the log again. @returns entries added */
  async rebuild(): Promise<number> {
    await this.#database.write(forgetIndex);
    return this.update();
  }
}
