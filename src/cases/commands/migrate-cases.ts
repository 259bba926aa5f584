import {AuditRecord, AuditedTransaction, streams} from '../../audit';
import {Clock} from '../../platform/clock/clock';
import {Randomness} from '../../platform/crypto/randomness';
import {ReadDatabase} from '../../platform/database/read-database';
import {WriteTransaction} from '../../platform/database/transaction';
import {Migration, Move, RegisteredDefinition, Workflow, compileWorkflow, stateMeta} from '../../workflow';
import {MovingRow, casesOfVersion, lockMoving, moveToVersion} from '../persistence/migration-rows';
import {CaseTime} from './case-time';

/** From which version to which, and where states go that are called otherwise there. */
export interface MigrationOrder {
  readonly programme: string;
  readonly from: RegisteredDefinition;
  readonly to: RegisteredDefinition;
  readonly map: Readonly<Record<string, string>>;
}

/** One case of the old version: its number, where it stands, and where it goes or why it stays. */
export interface PlannedMove {
  readonly organisationId: string;
  readonly caseId: string;
  readonly number: string;
  readonly stage: string;
  readonly move: Move;
}

/** The case was moved or acted on by somebody else meanwhile; ends a transaction that changes nothing. */
class NothingToMoveError extends Error {
  constructor() {
    super('the case is no longer of the old version, or cannot go');
    this.name = 'NothingToMoveError';
  }
}

/**
 * Moves running cases from one version of their process to another, a case a transaction, under its lock and on its own
 * record. Interrupted, it goes on where it ended: what has been moved is no longer of the old version.
 */
export class MigrateCases {
  readonly #database: ReadDatabase;
  readonly #transactions: AuditedTransaction;
  readonly #source: {readonly clock: Clock; readonly randomness: Randomness};

  constructor(
    database: ReadDatabase,
    transactions: AuditedTransaction,
    source: {readonly clock: Clock; readonly randomness: Randomness},
  ) {
    this.#database = database;
    this.#transactions = transactions;
    this.#source = source;
  }

  /** What would become of each case of the old version, by organisation and number. */
  async plan(order: MigrationOrder, migration: Migration): Promise<PlannedMove[]> {
    const {programme, from} = order;
    const rows = await this.#database.read((tx) =>
      tx.rows(casesOfVersion, [programme, from.source.workflow.version]),
    );
    return rows.map((row) => planned(row, migration));
  }

  /**
   * Moves one case.
   *
   * @returns whether it was moved; what was planned is judged again under the lock
   */
  async apply(
    order: MigrationOrder,
    migration: Migration,
    {organisationId, caseId}: PlannedMove,
  ): Promise<boolean> {
    try {
      await this.#transactions.run(organisationId, async (tx) => ({
        result: undefined,
        records: [await this.#move(tx, order, migration, {organisationId, caseId})],
      }));
      return true;
    } catch (error) {
      if (error instanceof NothingToMoveError) return false;
      throw error;
    }
  }

  async #move(
    tx: WriteTransaction,
    order: MigrationOrder,
    migration: Migration,
    {organisationId, caseId}: {organisationId: string; caseId: string},
  ): Promise<AuditRecord> {
    const row = await tx.row(lockMoving, [organisationId, caseId]);
    const {version} = order.from.source.workflow;
    if (row?.workflow_version !== version) throw new NothingToMoveError();
    const {move} = planned(row, migration);
    if (!move.ok) throw new NothingToMoveError();
    const workflow = compileWorkflow(order.to.source, order.to.hash);
    const due = await this.#retime(tx, {workflow, row, move, path: (old) => migration.path(old)});
    const {state, facts, stage} = move;
    await tx.write(moveToVersion, [
      organisationId,
      caseId,
      workflow.version,
      workflow.hash,
      JSON.stringify(state.value),
      JSON.stringify(state.history),
      JSON.stringify(facts),
      stage,
      due,
      stateMeta(workflow, state.value).settled,
    ]);
    return movedRecord(row, stage, order);
  }

  async #retime(
    tx: WriteTransaction,
    {
      workflow,
      row,
      move,
      path,
    }: {workflow: Workflow; row: MovingRow; move: Extract<Move, {ok: true}>; path: (old: string) => string},
  ): Promise<Date | null> {
    const place = {organisationId: row.organisation_id, caseId: row.id, workflow};
    const time = await CaseTime.of(tx, place, this.#source.randomness);
    const now = this.#source.clock.now();
    return time.migrate(tx, move.state.value, {path, since: row.stage_since, now});
  }
}

function planned(row: MovingRow, migration: Migration): PlannedMove {
  const {organisation_id, id, number, stage, state, history, facts} = row;
  const move = migration.move({state: {value: state, history}, facts});
  return {organisationId: organisation_id, caseId: id, number, stage, move};
}

const movedRecord = ({id, stage}: MovingRow, to: string, order: MigrationOrder): AuditRecord => ({
  stream: streams.case(id),
  kind: 'change',
  event: {
    type: 'workflowMigrated',
    action: 'U',
    outcome: '0',
    who: 'system',
    as: [],
    on: id,
    details: {
      from: stage,
      to,
      versions: [order.from, order.to].map(({source, hash}) => ({version: source.workflow.version, hash})),
      map: {...order.map},
    },
  },
});
