import {Injectable} from '@nestjs/common';
import {AuditedTransaction} from '../../audit';
import {CaseUser} from '../../cases';
import {Clock} from '../../platform/clock/clock';
import {ReadDatabase} from '../../platform/database/read-database';
import {problems} from '../../platform/errors/problem';
import {deskRecord} from '../domain/desk-record';
import {isId} from '../../platform/is-id';
import {FINDING_CHANGED, FindingState} from '../domain/unusual-access';
import {changeFinding, lockFinding} from '../persistence/finding-rows';
import {EnterFindings} from './enter-findings';

const DAY = 86_400_000;
const MOST_DAYS = 92;

/** Looks for unusual access, and records what came of it. */
@Injectable()
export class Findings {
  readonly #transaction: AuditedTransaction;
  readonly #database: ReadDatabase;
  readonly #entering: EnterFindings;
  readonly #clock: Clock;

  constructor(
    transaction: AuditedTransaction,
    database: ReadDatabase,
    entering: EnterFindings,
    clock: Clock,
  ) {
    this.#transaction = transaction;
    this.#database = database;
    this.#entering = entering;
    this.#clock = clock;
  }

  /**
   * Looks at a time of at most 92 days. Who acted under a relation whose identity the gate hides is left out.
   *
   * @returns how many findings are new
   * @throws Problem `invalid`
   */
  async look(user: CaseUser, {from, to}: {from: Date; to: Date}): Promise<{found: number; new: number}> {
    if (from >= to || to.getTime() - from.getTime() > MOST_DAYS * DAY)
      throw problems.invalid([{pointer: '/to', detail: `must be after from, by ${MOST_DAYS} days at most`}]);
    const {organisationId} = user;
    const found = await this.#entering.found(user, {from, to}, (look) => this.#database.read(look));
    return this.#transaction.run(organisationId, async (tx) => {
      const fresh = (await this.#entering.enter(tx, organisationId, found)).length;
      const filters = {from: from.toISOString(), to: to.toISOString()};
      const act = {kind: 'read', type: 'unusualAccessSought', action: 'E'} as const;
      return {
        result: {found: found.length, new: fresh},
        records: [deskRecord(user, {...act, details: {filters, count: fresh}})],
      };
    });
  }

  /**
   * Says of a finding that it is explained or confirmed, or opens it again.
   *
   * @throws Problem `not_found`, also for whoever the finding is about, or may not see enough of what it is made of
   */
  async change(
    user: CaseUser,
    id: string,
    {state, reason}: {state: FindingState; reason: string},
  ): Promise<void> {
    const {organisationId, personId} = user;
    await this.#transaction.run(organisationId, async (tx) => {
      const row = isId(id) ? await tx.row(lockFinding, [organisationId, id]) : null;
      const [seen] = row ? await this.#entering.seen(tx, user, [{...row, who: row.person_id}]) : [];
      if (!row || !seen) throw problems.notFound();
      const now = this.#clock.now();
      await tx.write(changeFinding, [organisationId, id, state, reason, personId, now]);
      const act = {kind: 'change', type: FINDING_CHANGED, action: 'U', on: id} as const;
      const details = {rule: row.rule, from: row.state, to: state};
      return {result: undefined, records: [deskRecord(user, {...act, details})]};
    });
  }
}
