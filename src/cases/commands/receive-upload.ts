import {Injectable} from '@nestjs/common';
import {AccessLog, AuditedTransaction, streams} from '../../audit';
import {Clock} from '../../platform/clock/clock';
import {problems} from '../../platform/errors/problem';
import {seal} from '../../platform/crypto/sealing';
import {AllowedAction, IncomingFile, ReceivedFile} from '../../workflow';
import {actionRecord, refusalOf} from '../domain/case-events';
import {openKey} from '../persistence/stored-case';
import {CaseUser, SeenCase} from '../queries/case-door';
import {CaseReading} from '../queries/case-reading';
import {ActionEngine} from './action-engine';

export type UploadReply = Pick<ReceivedFile, 'id' | 'kind' | 'counts'>;

export interface UploadRequest {
  readonly caseId: string;
  readonly type: string;
  readonly file: IncomingFile;
}

/** Takes a file into staging without the case's lock, then attaches it as an action. */
@Injectable()
export class ReceiveUpload {
  readonly #transaction: AuditedTransaction;
  readonly #log: AccessLog;
  readonly #reading: CaseReading;
  readonly #engine: ActionEngine;
  readonly #clock: Clock;

  constructor(
    transaction: AuditedTransaction,
    log: AccessLog,
    reading: CaseReading,
    engine: ActionEngine,
    clock: Clock,
  ) {
    this.#transaction = transaction;
    this.#log = log;
    this.#reading = reading;
    this.#engine = engine;
    this.#clock = clock;
  }

  /** @throws Problem; a refusal is put on record, and nothing of the file is left */
  async receive(user: CaseUser, request: UploadRequest): Promise<UploadReply> {
    return this.#log.recordingRefusals(user.organisationId, refusalOf(user, request), async () => {
      if (!(await this.#reading.workflows.knowsAction(request.type))) throw problems.unknownAction();
      const {id, kind, counts, data} = await this.#stage(user, request);
      await this.#attach(user, request, data);
      return {id, kind, counts};
    });
  }

  async #stage(user: CaseUser, {caseId, type, file}: UploadRequest): Promise<ReceivedFile> {
    const {door, registry, randomness} = this.#reading;
    return this.#transaction.run(user.organisationId, async (tx) => {
      const {seen, meta} = allowedUpload(await door.see(tx, user, caseId), type);
      const received = await registry.uploads.get(meta.upload ?? '').receive(file, {
        tx,
        organisationId: user.organisationId,
        caseId,
        now: this.#clock.now(),
        randomness,
        seal: (place, content) => seal(openKey(seen.stored), place, content, randomness),
      });
      const event = {
        type: 'fileReceived',
        action: 'C',
        outcome: '0',
        who: user.personId,
        as: [...seen.view.relations].sort(),
        on: caseId,
        details: {action: type, document: received.id, kind: received.kind},
      } as const;
      return {result: received, records: [{stream: streams.access(caseId), kind: 'change', event}]};
    });
  }

  async #attach(user: CaseUser, {caseId, type}: UploadRequest, data: unknown): Promise<void> {
    await this.#transaction.run(user.organisationId, async (tx) => {
      const {seen, meta} = allowedUpload(await this.#reading.door.see(tx, user, caseId, {lock: true}), type);
      const {stored, view} = seen;
      const actor = {personId: user.personId, relations: view.relations};
      const {after} = await this.#engine.act(tx, {actor, stored, type, effects: meta.effects, data});
      const record = actionRecord(caseId, {
        who: user.personId,
        as: [...actor.relations],
        action: type,
        from: stored.row.stage,
        to: after.row.stage,
        shown: [],
      });
      return {result: undefined, records: [record]};
    });
  }
}

function allowedUpload(seen: SeenCase | null, type: string): {seen: SeenCase; meta: AllowedAction['meta']} {
  if (!seen) throw problems.notFound();
  if (!seen.stored.workflow.actionTypes.has(type)) throw problems.unknownAction();
  const meta = seen.view.actions.find((action) => action.type === type)?.meta;
  if (meta?.upload === undefined) throw problems.actionNotAllowed();
  return {seen, meta};
}
