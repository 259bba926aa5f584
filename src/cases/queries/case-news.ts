import {Injectable} from '@nestjs/common';
import {readStream, streams} from '../../audit';
import {ROLES} from '../../disclosure';
import {ReadDatabase} from '../../platform/database/read-database';
import {ReadTransaction} from '../../platform/database/transaction';
import {projectHistory} from '../domain/project-history';
import {ofPerson} from '../persistence/list-rows';
import {CaseDoor, CaseUser, SeenCase} from './case-door';

/** Cases of somebody's own that are compared with what they were; only a referrer of many years has more. */
const MOST_OWN = 100;
const MOST_EVENTS = 100;
/** Roles that may open cases by themselves. */
const OFFICES: ReadonlySet<string> = new Set(ROLES);
const LATEST = [new Date(8.64e15), 'ffffffff-ffff-ffff-ffff-ffffffffffff'] as const;

/** What somebody saw of cases when they began to wait for news. */
export interface KnownCases {
  /** The version of each case of their own, as they saw it. */
  readonly versions: Map<string, string>;
  /** Whether these are all cases of which they see anything: no office opens others to them. */
  readonly all: boolean;
}

export interface CaseSight {
  readonly version: string;
  /** Whether they may read of the change in the case's history. */
  readonly inHistory: boolean;
}

/**
 * Whether a change of a case is one for this viewer: nothing of the case is shown by asking. The row security of the caller's
 * scope holds as for every read.
 */
@Injectable()
export class CaseNews {
  readonly #database: ReadDatabase;
  readonly #door: CaseDoor;

  constructor(database: ReadDatabase, door: CaseDoor) {
    this.#database = database;
    this.#door = door;
  }

  async known(user: CaseUser): Promise<KnownCases> {
    return this.#database.read(async (tx) => {
      const {organisationId, personId} = user;
      const rows = await tx.rows(ofPerson, [organisationId, personId, ...LATEST, MOST_OWN + 1]);
      const versions = new Map<string, string>();
      for (const {id} of rows.slice(0, MOST_OWN)) {
        const seen = await this.#door.see(tx, user, id);
        if (seen) versions.set(id, seen.view.version);
      }
      const all = rows.length <= MOST_OWN && !user.roles.some(({role}) => OFFICES.has(role));
      return {versions, all};
    });
  }

  /** @param after number in the case's stream after which the change begins. @returns null alike for absent and hidden */
  async look(user: CaseUser, caseId: string, after: number): Promise<CaseSight | null> {
    return this.#database.read(async (tx) => {
      const seen = await this.#door.see(tx, user, caseId);
      if (!seen) return null;
      return {
        version: seen.view.version,
        inHistory: await this.#inHistory(tx, user, seen, after),
      };
    });
  }

  async #inHistory(
    tx: ReadTransaction,
    {organisationId, personId}: CaseUser,
    {stored, view}: SeenCase,
    after: number,
  ): Promise<boolean> {
    const stream = streams.case(stored.row.id);
    const events = await readStream(tx, {organisation: organisationId, stream, after, limit: MOST_EVENTS});
    const viewer = {personId, compliance: false, titles: (action: string) => action};
    return projectHistory(view.disclosed, events, viewer).length > 0;
  }
}
