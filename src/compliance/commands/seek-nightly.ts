import {BeforeApplicationShutdown, Injectable, Logger, OnModuleInit} from '@nestjs/common';
import {AtLeastOne, AuditRecord, AuditedTransaction, indexBehind, streams} from '../../audit';
import {JobFailedError, JobHandler, JobHandlers, failureText} from '../../jobs';
import {Notices} from '../../notices';
import {Clock} from '../../platform/clock/clock';
import {ReadDatabase} from '../../platform/database/read-database';
import {RUNNER, withRowScope, within} from '../../platform/database/rows/row-scope';
import {WriteTransaction} from '../../platform/database/transaction';
import {enqueueJob} from '../../platform/jobs/enqueue-job';
import {Job} from '../../platform/jobs/job';
import {Rounds} from '../../platform/jobs/rounds';
import {deskRecord} from '../domain/desk-record';
import {dayBegins, nextNight} from '../domain/nights';
import {Finding} from '../domain/unusual-access';
import {findOrganisation} from '../persistence/desk-rows';
import {findDesk} from '../persistence/finding-rows';
import {UnscheduledRow, findUnscheduled, hasOpenJob, lockUnscheduled} from '../persistence/nightly-rows';
import {EnterFindings} from './enter-findings';

const KIND = 'unusualAccess';
const POLL = 60_000;
const DAY = 86_400_000;
/** What is usual is seen over so many days before; looked at in one go are as many at most. */
const BASELINE = 28 * DAY;

/** The clock and the database of the nightly search. */
@Injectable()
export class NightPorts {
  constructor(
    readonly database: ReadDatabase,
    readonly clock: Clock,
  ) {}
}

/** Somebody else has scheduled it; ends a transaction that has nothing to put on record. */
class ScheduledError extends Error {}

/**
 * Seeks unusual access every night, over the days since the last night that did: the job makes its successor in its own
 * transaction, so that no night is lost and none is looked at twice, whatever dies in between.
 */
@Injectable()
export class SeekNightly implements JobHandler, OnModuleInit, BeforeApplicationShutdown {
  readonly kind = KIND;
  readonly #log = new Logger(SeekNightly.name);
  readonly #rounds = new Rounds(POLL, () => this.#round());

  constructor(
    private readonly handlers: JobHandlers,
    private readonly ports: NightPorts,
    private readonly transaction: AuditedTransaction,
    private readonly entering: EnterFindings,
    private readonly notices: Notices,
  ) {}

  onModuleInit(): void {
    this.handlers.register(this);
  }

  /** Whoever serves starts it; a seed or a test decides when time passes. */
  start(): void {
    this.#rounds.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.#rounds.stop();
  }

  /** Makes the first job of every organisation that has none, for the night to come; the day before is the first. */
  async schedule(): Promise<void> {
    const rows = await this.ports.database.as(RUNNER).read((tx) => tx.rows(findUnscheduled, [KIND]));
    for (const row of rows) await this.#scheduleFirst(row);
  }

  async run(tx: WriteTransaction, job: Job): Promise<AtLeastOne<AuditRecord>> {
    const {organisation} = job;
    const from = fromOf(job);
    const now = this.ports.clock.now();
    const zone = (await tx.row(findOrganisation, [organisation]))?.time_zone ?? 'UTC';
    const today = dayBegins(now, zone);
    const to = new Date(Math.max(from.getTime(), Math.min(today.getTime(), from.getTime() + BASELINE)));
    if (await indexBehind(tx, organisation, to))
      throw new JobFailedError('the search index has not come as far as the day before', {permanent: false});
    const before = new Date(from.getTime() - BASELINE);
    const all = await this.entering.found(operator(organisation), {from: before, to}, (look) => look(tx));
    const found = all.filter(({until}) => until >= from);
    const fresh = await this.entering.enter(tx, organisation, found);
    await this.#tell(tx, organisation, fresh);
    await this.#next(tx, organisation, {from: to, dueAt: to < today ? now : nextNight(now, zone)});
    const filters = {from: from.toISOString(), to: to.toISOString()};
    const act = {kind: 'read', type: 'unusualAccessSought', action: 'E'} as const;
    return [deskRecord(operator(organisation), {...act, details: {filters, count: fresh.length}})];
  }

  /** The next night takes these days with it. */
  async abandoned(tx: WriteTransaction, job: Job, reason: string): Promise<AtLeastOne<AuditRecord>> {
    const {organisation} = job;
    const zone = (await tx.row(findOrganisation, [organisation]))?.time_zone ?? 'UTC';
    const from = fromOf(job);
    await this.#next(tx, organisation, {from, dueAt: nextNight(this.ports.clock.now(), zone)});
    return [plan('unusualAccessNotSought', {outcome: '4', details: {from: from.toISOString(), reason}})];
  }

  /** Nobody hears of a finding about themselves or about looks that are hidden from them: they are told of what they will see. */
  async #tell(tx: WriteTransaction, organisation: string, fresh: readonly Finding[]): Promise<void> {
    const at = this.ports.clock.now();
    for (const {person_id: person} of fresh.length === 0 ? [] : await tx.rows(findDesk, [organisation]))
      if ((await this.entering.seen(tx, {...operator(organisation), personId: person}, fresh)).some(Boolean))
        await this.notices.notify(tx, {organisation, person, caseId: null, kind: 'unusualAccessFound', at});
  }

  async #next(
    tx: WriteTransaction,
    organisation: string,
    {from, dueAt}: {from: Date; dueAt: Date},
  ): Promise<void> {
    await enqueueJob(tx, {organisation, kind: KIND, payload: {from: from.toISOString()}, dueAt});
  }

  async #round(): Promise<void> {
    try {
      await this.schedule();
    } catch (error) {
      this.#log.error(`the nightly search for unusual access is not scheduled: ${failureText(error)}`);
    }
  }

  async #scheduleFirst({id, time_zone: zone, last_from: last}: UnscheduledRow): Promise<void> {
    const now = this.ports.clock.now();
    const from = last === null ? dayBegins(now, zone) : new Date(last);
    const dueAt = nextNight(now, zone);
    const details = {from: from.toISOString(), dueAt: dueAt.toISOString()};
    try {
      await withRowScope(within(RUNNER, id), () =>
        this.transaction.run(id, async (tx) => {
          await tx.row(lockUnscheduled, [id]);
          if ((await tx.row(hasOpenJob, [id, KIND]))?.open === true) throw new ScheduledError();
          await this.#next(tx, id, {from, dueAt});
          return {result: undefined, records: [plan('unusualAccessScheduled', {outcome: '0', details})]};
        }),
      );
    } catch (error) {
      if (!(error instanceof ScheduledError)) throw error;
    }
  }
}

/** The role without a person, who is no party to any case. */
const operator = (organisationId: string) => ({
  organisationId,
  personId: 'system',
  roles: [{role: 'compliance' as const, committeeId: null}],
});

const plan = (
  type: string,
  {outcome, details}: {outcome: '0' | '4'; details: Readonly<Record<string, unknown>>},
): AuditRecord => ({
  stream: streams.organisation(),
  kind: 'change',
  event: {type, action: 'E', outcome, who: 'system', as: [], on: null, details},
});

function fromOf({payload: {from}}: Job): Date {
  if (typeof from !== 'string') throw new JobFailedError('the job names no day', {permanent: true});
  return new Date(from);
}
