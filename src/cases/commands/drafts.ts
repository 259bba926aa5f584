import {createHash} from 'node:crypto';
import {Injectable} from '@nestjs/common';
import {AccessLog, AuditedTransaction, streams} from '../../audit';
import {Clock} from '../../platform/clock/clock';
import {seal, unseal} from '../../platform/crypto/sealing';
import type {NameWarning} from '../../masking';
import {reading, writing} from '../../platform/database/statement';
import {ReadTransaction} from '../../platform/database/transaction';
import {Problem, problems} from '../../platform/errors/problem';
import {readRecord, refusalOf} from '../domain/case-events';
import {openKey} from '../persistence/stored-case';
import {CaseUser, SeenCase} from '../queries/case-door';
import {CaseReading} from '../queries/case-reading';
import {nameWarnings} from '../queries/name-warnings';

/** What its writer thinks to lie there: a draft's version, or that there is none (RFC 9110, sections 13.1.1 and 13.1.2). */
export type ExpectedDraft = {readonly version: string} | 'none';

export interface Draft {
  /** Another after each save; kept by two pages of one person, it tells them that the other was quicker. */
  readonly version: string;
  readonly savedAt: string;
  readonly data: unknown;
  /** Texts in it that name somebody. */
  readonly warnings: readonly NameWarning[];
}

const VERSION = 22;
const versionOf = (sealed: Buffer): string =>
  createHash('sha256').update(sealed).digest('hex').slice(0, VERSION);

/** $7 version that must lie there, null for any. */
const putDraft = writing<{saved_at: Date}>(
  'draft_put',
  `INSERT INTO case_draft (organisation_id, case_id, person_id, action_type, saved_at, content)
   VALUES ($1, $2, $3, $4, $5, $6)
   ON CONFLICT (organisation_id, case_id, person_id, action_type)
   DO UPDATE SET saved_at = excluded.saved_at, content = excluded.content
     WHERE $7::text IS NULL OR left(encode(sha256(case_draft.content), 'hex'), ${VERSION}) = $7
   RETURNING saved_at`,
);

const findDraft = reading<{saved_at: Date; content: Buffer}>(
  'draft_find',
  `SELECT saved_at, content FROM case_draft
   WHERE organisation_id = $1 AND case_id = $2 AND person_id = $3 AND action_type = $4`,
);

interface NewDraft {
  readonly type: string;
  readonly data: unknown;
  /** Left out: whatever lies there is written over. */
  readonly expected?: ExpectedDraft | undefined;
}

const newer = (): Problem => problems.stale('Another draft of yours was saved in the meantime.');

/** Drafts are kept apart from the case: nobody but their writer ever sees one, and they are no judgement yet. */
@Injectable()
export class Drafts {
  readonly #transaction: AuditedTransaction;
  readonly #log: AccessLog;
  readonly #reading: CaseReading;
  readonly #clock: Clock;

  constructor(transaction: AuditedTransaction, log: AccessLog, reading: CaseReading, clock: Clock) {
    this.#transaction = transaction;
    this.#log = log;
    this.#reading = reading;
    this.#clock = clock;
  }

  /**
   * @throws Problem `unknown_action`, `not_found`, `stale` when something else lies there than was expected, or
   * `action_not_allowed` when the action is not open or takes no drafts; a refusal is put on record
   */
  async save(user: CaseUser, caseId: string, draft: NewDraft): Promise<Draft> {
    return this.#known<Draft>(user, {caseId, type: draft.type}, () => this.#save(user, caseId, draft));
  }

  /** The person's own draft; null when there is none, which is no refusal. @throws Problem as `save` */
  async show(user: CaseUser, caseId: string, type: string): Promise<Draft | null> {
    return this.#known(user, {caseId, type}, () => this.#show(user, caseId, type));
  }

  async #save(user: CaseUser, caseId: string, {type, data, expected}: NewDraft): Promise<Draft> {
    const {organisationId, personId} = user;
    const savedAt = this.#clock.now();
    return this.#transaction.run(organisationId, async (tx) => {
      const seen = await this.#drafting(tx, user, caseId, type);
      const {stored, view} = seen;
      const place = draftPlace(caseId, personId, type);
      const content = Buffer.from(JSON.stringify(data ?? null));
      const sealed = seal(openKey(stored), place, content, this.#reading.randomness);
      const keys = [organisationId, caseId, personId, type];
      await this.#expect(tx, keys, expected);
      // What lies there may have changed since: what is written over is compared once more.
      const version = expected === 'none' ? '' : (expected?.version ?? null);
      const [kept] = await tx.write(putDraft, [...keys, savedAt, sealed, version]);
      if (!kept) throw newer();
      const event = {
        type: 'draftSaved',
        action: 'U',
        outcome: '0',
        who: personId,
        as: [...view.relations].sort(),
        on: caseId,
        details: {action: type},
      } as const;
      return {
        result: {
          ...{version: versionOf(sealed), savedAt: savedAt.toISOString(), data},
          warnings: await this.#warnings(tx, seen, data),
        },
        records: [{stream: streams.access(caseId), kind: 'change', event}],
      };
    });
  }

  async #show(user: CaseUser, caseId: string, type: string): Promise<Draft | null> {
    const {organisationId, personId} = user;
    return this.#log.read(organisationId, async (tx) => {
      const seen = await this.#drafting(tx, user, caseId, type);
      const {stored, view} = seen;
      const row = await tx.row(findDraft, [organisationId, caseId, personId, type]);
      if (!row) return {result: null, records: []};
      const content = unseal(openKey(stored), draftPlace(caseId, personId, type), row.content);
      const shown = {who: personId, as: view.relations, what: 'draftOpened', shown: []};
      const data = JSON.parse(content.toString()) as unknown;
      return {
        result: {
          ...{version: versionOf(row.content), savedAt: row.saved_at.toISOString(), data},
          warnings: await this.#warnings(tx, seen, data),
        },
        records: [readRecord(caseId, shown)],
      };
    });
  }

  /** @throws Problem `stale` */
  async #expect(
    tx: ReadTransaction,
    keys: readonly string[],
    expected: ExpectedDraft | undefined,
  ): Promise<void> {
    if (expected === undefined) return;
    const row = await tx.row(findDraft, keys);
    const lies = row ? versionOf(row.content) : null;
    if (lies !== (expected === 'none' ? null : expected.version)) throw newer();
  }

  #warnings(tx: ReadTransaction, seen: SeenCase, data: unknown): Promise<NameWarning[]> {
    return nameWarnings(tx, this.#reading.door, seen, data);
  }

  #known<T>(user: CaseUser, about: {caseId: string; type: string}, work: () => Promise<T>): Promise<T> {
    return this.#log.recordingRefusals(user.organisationId, refusalOf(user, about), async () => {
      if (!(await this.#reading.workflows.knowsAction(about.type))) throw problems.unknownAction();
      return work();
    });
  }

  async #drafting(tx: ReadTransaction, user: CaseUser, caseId: string, type: string): Promise<SeenCase> {
    const seen = await this.#reading.door.see(tx, user, caseId);
    if (!seen) throw problems.notFound();
    const meta = seen.view.actions.find((action) => action.type === type)?.meta;
    if (meta?.draft !== true) throw problems.actionNotAllowed();
    return seen;
  }
}

const draftPlace = (caseId: string, personId: string, type: string): string =>
  `case/${caseId}/draft/${personId}/${type}`;
