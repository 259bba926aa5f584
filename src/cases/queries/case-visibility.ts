import {Injectable} from '@nestjs/common';
import {SignedInPerson} from '../../identity';
import {CaseVisibility} from '../../notices';
import {ReadDatabase} from '../../platform/database/read-database';
import {CaseDoor} from './case-door';

/** Answers for the inbox which cases it may name. */
@Injectable()
export class GatedCaseVisibility extends CaseVisibility {
  readonly #database: ReadDatabase;
  readonly #door: CaseDoor;

  constructor(database: ReadDatabase, door: CaseDoor) {
    super();
    this.#database = database;
    this.#door = door;
  }

  async visible(person: SignedInPerson, caseIds: readonly string[]): Promise<ReadonlySet<string>> {
    return this.#those(person, caseIds, () => true);
  }

  async coordinated(person: SignedInPerson, caseIds: readonly string[]): Promise<ReadonlySet<string>> {
    return this.#those(person, caseIds, (relations) => relations.has('coordinator'));
  }

  async #those(
    person: SignedInPerson,
    caseIds: readonly string[],
    wanted: (relations: ReadonlySet<string>) => boolean,
  ): Promise<ReadonlySet<string>> {
    return this.#database.read(async (tx) => {
      const seen = await this.#door.seeMany(tx, person, [...new Set(caseIds)]);
      return new Set(seen.filter(({view}) => wanted(view.relations)).map(({stored}) => stored.row.id));
    });
  }
}
