import {RunDeadlines} from '../../src/cases';
import type {TestApp} from './app';

export interface HappenedStep {
  readonly stage: string;
  readonly kind: string;
  readonly step: string;
}

export interface Recorded {
  readonly type: string;
  readonly who: string;
  readonly as: readonly string[];
  readonly via: string;
  readonly outcome: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** Lets time pass in a test: the clock stands still, and deadlines pass when they are asked to. */
export class Timer {
  constructor(readonly app: TestApp) {}

  run(): Promise<number> {
    return this.app.app.get(RunDeadlines).runDue();
  }

  /** Moves the clock to a moment, and lets happen what is due then. */
  async at(moment: Date): Promise<void> {
    this.app.clock.set(moment);
    await this.run();
  }

  /** When the present stage of a case is due. */
  async due(caseId: string): Promise<Date> {
    const [row] = await this.app.database.asSuperuser<{due_at: Date | null}>(
      'SELECT due_at FROM review_case WHERE id = $1',
      [caseId],
    );
    if (!row?.due_at) throw new Error('nothing is due');
    return row.due_at;
  }

  /** Steps of a case that have happened, in their order. */
  happened(caseId: string): Promise<HappenedStep[]> {
    return this.app.database.asSuperuser<HappenedStep>(
      `SELECT d.stage, s.kind, s.step FROM deadline_step s JOIN case_deadline d ON d.id = s.deadline_id
       WHERE s.case_id = $1 AND s.done_at IS NOT NULL ORDER BY s.done_at, s.due_at`,
      [caseId],
    );
  }

  /** What the case's stream says of the system's doings, in order. */
  async recorded(caseId: string, stream = `case/${caseId}`): Promise<Recorded[]> {
    const rows = await this.app.database.asSuperuser<{event: string}>(
      'SELECT event FROM audit_payload WHERE stream = $1 ORDER BY number',
      [stream],
    );
    return rows
      .map(({event}) => JSON.parse(event) as Recorded & {where: {via: string}})
      .filter(({who}) => who === 'system')
      .map(({type, who, as, outcome, details, where}) => ({type, who, as, outcome, details, via: where.via}));
  }

  /** Kinds of the notices about a case that somebody was sent, in order. */
  async told(personId: string, caseId: string): Promise<string[]> {
    const rows = await this.app.database.asSuperuser<{kind: string}>(
      'SELECT kind FROM notice WHERE person_id = $1 AND case_id = $2 ORDER BY created_at, id',
      [personId, caseId],
    );
    return rows.map(({kind}) => kind);
  }
}

const DAY = 86_400_000;

export const days = (from: Date, count: number): Date => new Date(from.getTime() + count * DAY);
export const hours = (from: Date, count: number): Date => new Date(from.getTime() + count * 3_600_000);
