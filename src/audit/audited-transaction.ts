import {Injectable} from '@nestjs/common';
import {Clock} from '../platform/clock/clock';
import {Randomness} from '../platform/crypto/randomness';
import {Database} from '../platform/database/database';
import {isRetryable} from '../platform/database/sql-state';
import {WriteTransaction} from '../platform/database/transaction';
import {AtLeastOne, AuditRecord} from './domain/audit-record';
import {LogUnavailableError} from './log-unavailable-error';
import {noteRefusals} from './note-refusals';
import {appendRecords} from './persistence/append-records';

/** What a change gives back: its result, and what is to be put on record; without a record it does not compile. */
export interface Changed<T> {
  readonly result: T;
  readonly records: AtLeastOne<AuditRecord>;
}

/** The only way to write: the change and its audit events are stored together or not at all. */
@Injectable()
export class AuditedTransaction {
  readonly #database: Database;
  readonly #source: {clock: Clock; randomness: Randomness};

  constructor(database: Database, clock: Clock, randomness: Randomness) {
    this.#database = database;
    this.#source = {clock, randomness};
  }

  /**
   * @param organisation id of the organisation whose log records the change
   * @throws LogUnavailableError when the record cannot be written; nothing was changed then
   */
  async run<T>(organisation: string, change: (tx: WriteTransaction) => Promise<Changed<T>>): Promise<T> {
    const changed = await this.#database.write(async (tx) => {
      const {result, records} = await change(tx);
      try {
        await appendRecords(tx, organisation, records, this.#source);
      } catch (error) {
        throw isRetryable(error) ? error : new LogUnavailableError(error);
      }
      return {result, records};
    }, organisation);
    noteRefusals(changed.records);
    return changed.result;
  }
}
