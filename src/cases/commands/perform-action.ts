import {createHash} from 'node:crypto';
import {Injectable} from '@nestjs/common';
import canonicalize from 'canonicalize';
import {AccessLog, AuditedTransaction, Changed} from '../../audit';
import {UNIQUE_VIOLATION, sqlState} from '../../platform/database/sql-state';
import {WriteTransaction} from '../../platform/database/transaction';
import {Problem, problems} from '../../platform/errors/problem';
import {ActionMeta, AllowedAction} from '../../workflow';
import {actionRecord, refusalOf} from '../domain/case-events';
import {formFaults} from '../domain/form-check';
import {CaseBody} from '../domain/present-case';
import {insertKey} from '../persistence/action-keys';
import {CaseUser, SeenCase} from '../queries/case-door';
import {CaseReading} from '../queries/case-reading';
import {ReplayAction} from '../queries/replay-action';
import {ActionEngine} from './action-engine';

export interface ActionRequest {
  readonly caseId: string;
  readonly type: string;
  readonly data: unknown;
  /** The version that the sender saw; null when they sent none. */
  readonly ifMatch: string | null;
  readonly key: string | null;
}

export interface ActionReply {
  readonly event: {readonly type: string; readonly at: string};
  /** Null when the actor may no longer see the case. */
  readonly case: CaseBody | null;
}

/** The one door for whatever a person does to a case. */
@Injectable()
export class PerformAction {
  readonly #log: AccessLog;
  readonly #transaction: AuditedTransaction;
  readonly #engine: ActionEngine;
  readonly #replay: ReplayAction;
  readonly #reading: CaseReading;

  constructor(
    transaction: AuditedTransaction,
    log: AccessLog,
    engine: ActionEngine,
    replay: ReplayAction,
    reading: CaseReading,
  ) {
    this.#transaction = transaction;
    this.#log = log;
    this.#engine = engine;
    this.#replay = replay;
    this.#reading = reading;
  }

  /** @throws Problem in the pinned order of checks; a refusal is put on record */
  async perform(user: CaseUser, request: ActionRequest): Promise<ActionReply> {
    return this.#log.recordingRefusals(user.organisationId, refusalOf(user, request), () =>
      this.#once(user, request),
    );
  }

  async #once(user: CaseUser, request: ActionRequest): Promise<ActionReply> {
    if (!(await this.#reading.workflows.knowsAction(request.type))) throw problems.unknownAction();
    const hash = requestHash(request);
    const replayed = await this.#replay.find(user, request.key, hash);
    if (replayed) return replayed;
    try {
      return await this.#transaction.run(user.organisationId, (tx) => this.#change(tx, user, request, hash));
    } catch (error) {
      // The same request, sent twice at once: this one lost the race for the case, or for the key.
      const lost = error instanceof Problem || sqlState(error) === UNIQUE_VIOLATION;
      const winner = lost ? await this.#replay.find(user, request.key, hash) : null;
      if (winner) return winner;
      throw error;
    }
  }

  async #change(
    tx: WriteTransaction,
    user: CaseUser,
    request: ActionRequest,
    hash: Buffer,
  ): Promise<Changed<ActionReply>> {
    const {door} = this.#reading;
    const seen = await door.see(tx, user, request.caseId, {lock: true});
    if (!seen) throw problems.notFound();
    const meta = allowedMeta(seen, request);
    await this.#checkData(tx, {seen, user, meta, data: request.data});
    const {stored, view: before} = seen;
    const actor = {personId: user.personId, relations: before.relations};
    const {type, data} = request;
    const {after, now} = await this.#engine.act(tx, {actor, stored, type, data, effects: meta.effects});
    const event = {type, at: now.toISOString()};
    if (request.key !== null) {
      const {organisationId, personId} = user;
      const stored = JSON.stringify(event);
      await tx.write(insertKey, [organisationId, personId, request.key, request.caseId, hash, stored, now]);
    }
    const seenAfter = await door.view(tx, after, user);
    const record = actionRecord(request.caseId, {
      who: user.personId,
      as: [...actor.relations],
      action: type,
      from: stored.row.stage,
      to: after.row.stage,
      shown: seenAfter?.view.disclosed.contentShown ?? [],
    });
    const body = seenAfter && (await door.body(tx, seenAfter, user));
    return {result: {event, case: body}, records: [record]};
  }

  async #checkData(
    tx: WriteTransaction,
    {seen, user, meta, data}: {seen: SeenCase; user: CaseUser; meta: ActionMeta; data: unknown},
  ): Promise<void> {
    const {door, forms} = this.#reading;
    const form = forms.form(seen.stored.workflow, meta.form ?? '');
    const faults = formFaults(form, data, await forms.choices(form, door.choices(tx, seen, user)));
    if (faults.length > 0) throw problems.invalid(faults);
  }
}

/** The checks before the data is looked at, in the pinned order. */
function allowedMeta(
  {stored, view}: SeenCase,
  {type, ifMatch}: {type: string; ifMatch: string | null},
): AllowedAction['meta'] {
  if (!stored.workflow.actionTypes.has(type)) throw problems.unknownAction();
  if (ifMatch === null) throw problems.preconditionRequired();
  if (ifMatch !== view.version) throw problems.stale();
  const meta = view.actions.find((action) => action.type === type)?.meta;
  if (!meta || meta.upload !== undefined) throw problems.actionNotAllowed();
  return meta;
}

function requestHash({caseId, type, data}: ActionRequest): Buffer {
  return createHash('sha256')
    .update(canonicalize({caseId, type, data}) ?? '')
    .digest();
}
