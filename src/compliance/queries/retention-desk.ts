import {Injectable} from '@nestjs/common';
import type {CaseUser} from '../../cases';
import {ReadDatabase} from '../../platform/database/read-database';
import {ReadTransaction} from '../../platform/database/transaction';
import {Judgement, judge} from '../domain/retention';
import {
  HoldRow,
  PolicyRow,
  RetainedRow,
  findHolds,
  findPolicies,
  findRetained,
} from '../persistence/retention-rows';
import {HeldSubjects} from './held-subjects';

export type {HoldRow, PolicyRow};

const PAGE = 500;
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

export interface JudgedCase {
  readonly row: RetainedRow;
  readonly judged: readonly Judgement[];
}

/** What retention says now; nothing of it is case content. */
@Injectable()
export class RetentionDesk {
  readonly #database: ReadDatabase;
  readonly #subjects: HeldSubjects;

  constructor(database: ReadDatabase, subjects: HeldSubjects) {
    this.#database = database;
    this.#subjects = subjects;
  }

  policies({organisationId}: CaseUser): Promise<PolicyRow[]> {
    return this.#database.read((tx) => tx.rows(findPolicies, [organisationId]));
  }

  /** Those of which this person may know. */
  holds(user: CaseUser): Promise<HoldRow[]> {
    return this.#database.read(async (tx) =>
      this.#subjects.visible(tx, user, await tx.rows(findHolds, [user.organisationId])),
    );
  }
}

/** Every settled case, or the one, as retention judges it. */
export async function judgeCases(
  tx: ReadTransaction,
  organisationId: string,
  now: Date,
  only: string | null = null,
): Promise<JudgedCase[]> {
  const policies = (await tx.rows(findPolicies, [organisationId])).filter(({ended_at}) => !ended_at);
  const found: JudgedCase[] = [];
  let after = BEFORE_ALL;
  for (;;) {
    const rows = await tx.rows(findRetained, [organisationId, after, PAGE, only]);
    for (const row of rows) {
      const retained = {...row, settled: true, settledSince: row.stage_since};
      found.push({row, judged: judge(retained, policies, now)});
    }
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return found;
    after = last.id;
  }
}
