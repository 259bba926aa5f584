import {workCalendar} from '../../calendar';
import {Randomness} from '../../platform/crypto/randomness';
import {ReadTransaction, WriteTransaction} from '../../platform/database/transaction';
import {
  DeadlinePlan,
  NewDeadline,
  RunningDeadline,
  StateValue,
  WorkCalendar,
  Workflow,
  deadlinesAt,
  extendDeadline,
  migrateDeadlines,
  planDeadlines,
  stepKey,
} from '../../workflow';
import {endDeadlines, findDeadlines, holdDeadlines, insertDeadline} from '../persistence/deadline-rows';

interface CasePlace {
  readonly organisationId: string;
  readonly caseId: string;
  readonly workflow: Workflow;
}

/** The running deadlines of one case under its lock, kept in step with their rows. */
export class CaseTime {
  readonly calendar: WorkCalendar;
  readonly #place: CasePlace;
  readonly #randomness: Randomness;
  #running: readonly RunningDeadline[];

  private constructor(
    place: CasePlace,
    calendar: WorkCalendar,
    running: readonly RunningDeadline[],
    randomness: Randomness,
  ) {
    this.#place = place;
    this.calendar = calendar;
    this.#running = running;
    this.#randomness = randomness;
  }

  static async of(tx: ReadTransaction, place: CasePlace, randomness: Randomness): Promise<CaseTime> {
    const rows = await tx.rows(findDeadlines, [place.organisationId, place.caseId]);
    const running = rows.map(({due_at, held_at, ...row}) => ({...row, due: due_at, heldAt: held_at}));
    return new CaseTime(place, await workCalendar(tx, place.organisationId), running, randomness);
  }

  /** Ends, holds, resumes and begins what entering `value` does. @returns when the innermost stage is due */
  async enter(tx: WriteTransaction, value: StateValue, now: Date): Promise<Date | null> {
    const {workflow} = this.#place;
    const plan = planDeadlines(workflow, value, {running: this.#running, now, calendar: this.calendar});
    await this.#carryOut(tx, plan, now);
    return plan.due;
  }

  /** Gives the innermost stage until `due`. @returns whether it has a deadline at all */
  async extend(
    tx: WriteTransaction,
    value: StateValue,
    {due, now}: {due: Date; now: Date},
  ): Promise<boolean> {
    const innermost = deadlinesAt(this.#place.workflow, value).at(-1);
    const running = this.#running.find((one) => one.stage === innermost?.stage && one.heldAt === null);
    if (!innermost || !running) return false;
    const begin = extendDeadline(running, innermost.source, {due, now, calendar: this.calendar});
    await this.#carryOut(tx, {end: [running.id], hold: [], begin: [begin]}, now);
    return true;
  }

  /** Reckons everything anew by another version of the process. @returns when the innermost stage is due */
  async migrate(
    tx: WriteTransaction,
    value: StateValue,
    {path, since, now}: {path: (old: string) => string; since: Date; now: Date},
  ): Promise<Date | null> {
    const {workflow} = this.#place;
    const moved = {running: this.#running, path, since, now, calendar: this.calendar};
    const {begin, due} = migrateDeadlines(workflow, value, moved);
    await this.#carryOut(tx, {end: this.#running.map(({id}) => id), hold: [], begin}, now);
    const resting = this.#running.filter((one) =>
      begin.some(({stage, heldAt}) => stage === one.stage && heldAt !== null),
    );
    for (const {id, stage} of resting) {
      const heldAt = begin.find((one) => one.stage === stage)?.heldAt;
      await tx.write(holdDeadlines, [this.#place.organisationId, this.#place.caseId, [id], heldAt]);
    }
    return due;
  }

  async #carryOut(tx: WriteTransaction, plan: Omit<DeadlinePlan, 'due'>, now: Date): Promise<void> {
    const {end, hold, begin} = plan;
    const {organisationId, caseId} = this.#place;
    if (end.length > 0) await tx.write(endDeadlines, [organisationId, caseId, end, now]);
    if (hold.length > 0) await tx.write(holdDeadlines, [organisationId, caseId, hold, now]);
    const begun: RunningDeadline[] = [];
    for (const deadline of begin) begun.push(await this.#insert(tx, deadline));
    this.#running = [
      ...this.#running
        .filter(({id}) => !end.includes(id))
        .map((one) => (hold.includes(one.id) ? {...one, heldAt: now} : one)),
      ...begun,
    ];
  }

  async #insert(tx: WriteTransaction, {steps, ...deadline}: NewDeadline): Promise<RunningDeadline> {
    const {organisationId, caseId} = this.#place;
    const id = this.#randomness.uuid();
    const {stage, since, due, extended} = deadline;
    const columns = [steps.map(({kind}) => kind), steps.map(({step}) => step), steps.map(({at}) => at)];
    await tx.write(insertDeadline, [organisationId, caseId, id, stage, since, due, extended, ...columns]);
    return {...deadline, id, heldAt: null, pending: steps.map(stepKey)};
  }
}
