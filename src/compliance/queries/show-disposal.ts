import {Injectable} from '@nestjs/common';
import {AccessLog, TreeVerification, verifyTree} from '../../audit';
import {CaseDoor, CaseUser} from '../../cases';
import {Clock} from '../../platform/clock/clock';
import {ReadDatabase} from '../../platform/database/read-database';
import {ReadTransaction} from '../../platform/database/transaction';
import {problems} from '../../platform/errors/problem';
import {deskRecord} from '../domain/desk-record';
import type {RecordClass} from '../domain/retention';
import {DisposalRow, findDisposal, findDisposals, findItems} from '../persistence/disposal-rows';
import {PolicyRow, findPolicies} from '../persistence/retention-rows';
import {JudgedCase, judgeCases} from './retention-desk';

export interface DisposalItem {
  readonly case: string;
  readonly number: string;
  readonly classes: readonly RecordClass[];
  readonly settledSince: string;
  readonly executedAt: string | null;
  readonly counts: Readonly<Record<string, number>> | null;
  readonly key: string | null;
}

export interface Certificate {
  readonly disposal: DisposalRow;
  /** What went; nothing else stands on a certificate. */
  readonly items: readonly DisposalItem[];
  readonly policies: readonly PolicyRow[];
  readonly log: TreeVerification;
  readonly madeAt: Date;
}

/** Disposals as somebody at the desk may see them: cases that the gate hides from them are left out. */
@Injectable()
export class ShowDisposal {
  readonly #database: ReadDatabase;
  readonly #log: AccessLog;
  readonly #door: CaseDoor;
  readonly #clock: Clock;

  constructor(database: ReadDatabase, log: AccessLog, door: CaseDoor, clock: Clock) {
    this.#database = database;
    this.#log = log;
    this.#door = door;
    this.#clock = clock;
  }

  list({organisationId}: CaseUser): Promise<DisposalRow[]> {
    return this.#database.read((tx) => tx.rows(findDisposals, [organisationId]));
  }

  /** The dry run: every settled case, and for each class why it goes or stays. */
  dryRun(user: CaseUser): Promise<JudgedCase[]> {
    return this.#database.read(async (tx) => {
      const judged = await judgeCases(tx, user.organisationId, this.#clock.now());
      const numbers = await this.#numbers(
        tx,
        user,
        judged.map(({row}) => row.id),
      );
      return judged.filter(({row}) => numbers.has(row.id));
    });
  }

  /** @throws Problem `not_found` */
  show(user: CaseUser, id: string): Promise<{disposal: DisposalRow; items: DisposalItem[]}> {
    return this.#database.read((tx) => this.#found(tx, user, id));
  }

  /**
   * What went under a disposal, by whose word, and that the log still gives its signed root. On record as an export.
   *
   * @throws Problem `not_found`, `action_not_allowed` before anything went
   */
  certificate(user: CaseUser, id: string): Promise<Certificate> {
    return this.#log.read(user.organisationId, async (tx) => {
      const {disposal, items} = await this.#found(tx, user, id);
      const gone = items.filter(({executedAt}) => executedAt !== null);
      const log = await verifyTree(tx, user.organisationId);
      if (gone.length === 0 || !log) throw problems.actionNotAllowed('Nothing went under this disposal yet.');
      const used = new Set(
        (await tx.rows(findItems, [user.organisationId, id])).flatMap(({policies}) => policies),
      );
      const policies = (await tx.rows(findPolicies, [user.organisationId])).filter((one) => used.has(one.id));
      const details = {disposal: disposal.number, size: log.size, verified: log.verified};
      const act = {kind: 'export', type: 'certificateMade', action: 'R', details} as const;
      return {
        result: {disposal, items: gone, policies, log, madeAt: this.#clock.now()},
        records: [deskRecord(user, act)],
      };
    });
  }

  async #found(
    tx: ReadTransaction,
    user: CaseUser,
    id: string,
  ): Promise<{disposal: DisposalRow; items: DisposalItem[]}> {
    const {organisationId} = user;
    const disposal = await tx.row(findDisposal, [organisationId, id]);
    if (!disposal) throw problems.notFound();
    const rows = await tx.rows(findItems, [organisationId, id]);
    const numbers = await this.#numbers(
      tx,
      user,
      rows.map((row) => row.case_id),
    );
    const items = rows
      .filter((row) => numbers.has(row.case_id))
      .map((row) => ({
        case: row.case_id,
        number: row.number,
        classes: row.classes,
        settledSince: row.settled_since.toISOString(),
        executedAt: row.executed_at?.toISOString() ?? null,
        counts: row.counts,
        key: row.key,
      }));
    return {disposal, items};
  }

  /** The cases whose number this person may know. */
  async #numbers(tx: ReadTransaction, user: CaseUser, ids: readonly string[]): Promise<ReadonlySet<string>> {
    const seen = await this.#door.seeMany(tx, user, ids);
    return new Set(
      seen.filter(({view}) => view.disclosed.sees.has('number')).map(({stored}) => stored.row.id),
    );
  }
}
