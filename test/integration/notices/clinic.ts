import {randomUUID} from 'node:crypto';
import {AuditedTransaction} from '../../../src/audit';
import {JobHandler, JobHandlers, OutboxRunner} from '../../../src/jobs';
import {SendMail} from '../../../src/notices/commands/send-mail';
import type {NoticeKind} from '../../../src/notices/domain/notice-kind';
import {Mailer} from '../../../src/notices/mail/mailer';
import {NoticeSettings} from '../../../src/notices/notice-settings';
import {Notices} from '../../../src/notices/notices';
import {SystemRandomness} from '../../../src/platform/crypto/randomness';
import {dataSource} from '../../../src/platform/database/data-source';
import {Database} from '../../../src/platform/database/database';
import {createTestDatabase} from '../../support/database';
import type {TestDatabase} from '../../support/database';
import {FakeClock} from '../../support/fake-clock';
import {OPERATOR} from '../../../src/platform/database/rows/row-scope';

/** One process of the installation: its own connections and its own runner. */
export interface Process {
  readonly database: Database;
  readonly audited: AuditedTransaction;
  readonly notices: Notices;
  readonly handlers: JobHandlers;
  readonly runner: OutboxRunner;
}

/** An organisation with one case and a few people in a database of its own. */
export class Clinic {
  readonly clock = new FakeClock();
  readonly organisation = randomUUID();
  readonly caseId = randomUUID();
  readonly #committee = randomUUID();
  readonly #processes: Process[] = [];

  private constructor(readonly store: TestDatabase) {}

  static async open(): Promise<Clinic> {
    const clinic = new Clinic(await createTestDatabase());
    await clinic.#seed();
    return clinic;
  }

  async #seed(): Promise<void> {
    const now = this.clock.now();
    await this.store.asSuperuser(
      `INSERT INTO organisation VALUES ($1, 'Example Hospital', 'Europe/Berlin', $2)`,
      [this.organisation, now],
    );
    await this.store.asSuperuser(
      `INSERT INTO committee (organisation_id, id, name, programme, quorum, privilege_text)
       VALUES ($1, $2, 'Surgery', 'peer-review', 3, '')`,
      [this.organisation, this.#committee],
    );
    await this.store.asSuperuser(
      `INSERT INTO workflow_definition VALUES ('peer-review', 'test', 'h', '{}', $1)`,
      [now],
    );
    const subject = await this.person('Pat Physician', 'pat@clinic.test');
    await this.store.asSuperuser(
      `INSERT INTO review_case (organisation_id, id, number, reference, programme, workflow_version, workflow_hash,
         state, history, facts, stage, stage_since, settled, version, committee_id, class, subject_id, referrer_id,
         opened_at)
       VALUES ($1, $2, 'PR-2026-0001', 'ABCDE-FGHJK', 'peer-review', 'test', 'h', '"review"', '{}', '{}', 'review', $3,
         false, 1, $4, 'physician', $5, $5, $3)`,
      [this.organisation, this.caseId, now, this.#committee, subject],
    );
  }

  async person(name: string, email: string): Promise<string> {
    const id = randomUUID();
    await this.store.asSuperuser(
      'INSERT INTO person (organisation_id, id, display_name, email, created_at) VALUES ($1, $2, $3, $4, $5)',
      [this.organisation, id, name, email, this.clock.now()],
    );
    return id;
  }

  /** @param smtp url of the mail server; null when none is set up */
  async process(smtp: string | null, ...handlers: readonly JobHandler[]): Promise<Process> {
    const database = new Database(await dataSource(this.store.applicationUrl).initialize(), OPERATOR);
    const randomness = new SystemRandomness();
    const audited = new AuditedTransaction(database, this.clock, randomness);
    const registry = new JobHandlers();
    const settings = new NoticeSettings({
      smtp: smtp === null ? null : {url: smtp, from: 'Collegium <collegium@clinic.test>'},
      publicUrl: new URL('https://review.clinic.test/'),
      port: 3000,
    });
    new SendMail(registry, new Mailer(settings), settings, this.clock).onModuleInit();
    for (const handler of handlers) registry.register(handler);
    const runner = new OutboxRunner(database, audited, registry, this.clock);
    const process = {
      database,
      audited,
      notices: new Notices(randomness, settings),
      handlers: registry,
      runner,
    };
    this.#processes.push(process);
    return process;
  }

  /** Tells a person something, in a change of its own. */
  async tell({audited, notices}: Process, person: string, kind: NoticeKind = 'yourTurn'): Promise<void> {
    await audited.run(this.organisation, async (tx) => {
      const {organisation, caseId} = this;
      await notices.notify(tx, {organisation, person, caseId, kind, at: this.clock.now()});
      return {result: undefined, records: [aRecord]};
    });
  }

  rows(text: string, values: readonly unknown[] = []): Promise<Record<string, unknown>[]> {
    return this.store.asSuperuser<Record<string, unknown>>(text, values);
  }

  /** Types and details of what is on record, in order. */
  async recorded(stream = 'org'): Promise<{type: string; details: unknown}[]> {
    const rows = await this.store.asSuperuser<{event: string}>(
      'SELECT event FROM audit_payload WHERE organisation_id = $1 AND stream = $2 ORDER BY number',
      [this.organisation, stream],
    );
    return rows.map(({event}) => {
      const {type, details} = JSON.parse(event) as {type: string; details: unknown};
      return {type, details};
    });
  }

  async close(): Promise<void> {
    for (const {runner, database} of this.#processes) {
      await runner.beforeApplicationShutdown();
      await database.close();
    }
    await this.store.drop();
  }
}

/** Stands for the change that a notice is part of. */
export const aRecord = {
  stream: 'test',
  kind: 'change',
  event: {type: 'somethingHappened', action: 'U', outcome: '0', who: 'system', as: [], on: null, details: {}},
} as const;
