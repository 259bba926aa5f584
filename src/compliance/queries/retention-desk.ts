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
  const found: JudgedCase[] = [];
  for (;;) {
    const after = found.at(-1)?.row.id ?? null;
    const batch = await judgeBatch(tx, {organisationId, now}, {after, only, limit: PAGE});
    found.push(...batch);
    if (batch.length < PAGE) return found;
  }
}

/** The next settled cases after an id, as retention judges them. */
export async function judgeBatch(
  tx: ReadTransaction,
  {organisationId, now}: {readonly organisationId: string; readonly now: Date},
  {after, only, limit}: {readonly after: string | null; readonly only: string | null; readonly limit: number},
): Promise<JudgedCase[]> {
  const policies = (await tx.rows(findPolicies, [organisationId])).filter(({ended_at}) => !ended_at);
  const rows = await tx.rows(findRetained, [organisationId, after ?? BEFORE_ALL, limit, only]);
  return rows.map((row) => {
    const retained = {...row, settled: true, settledSince: row.stage_since};
    return {row, judged: judge(retained, policies, now)};
  });
}
