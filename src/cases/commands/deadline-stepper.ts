import {Injectable} from '@nestjs/common';
import {AuditRecord} from '../../audit';
import {NoticeKind} from '../../notices';
import {WriteTransaction} from '../../platform/database/transaction';
import {allowedActions, waitingRoles} from '../../workflow';
import {actionRecord} from '../domain/case-events';
import {passedRecord, toldRecord} from '../domain/deadline-events';
import {StepRow} from '../persistence/deadline-rows';
import {StoredCase} from '../persistence/stored-case';
import {turnHolders} from '../queries/turn-holders';
import {ActionEngine, SYSTEM_ACTOR} from './action-engine';
import {ActionWriterSource} from './action-writer';

/** What one step of a deadline does to a case whose lock is held. */
@Injectable()
export class DeadlineStepper {
  readonly #engine: ActionEngine;
  readonly #writers: ActionWriterSource;

  constructor(engine: ActionEngine, writers: ActionWriterSource) {
    this.#engine = engine;
    this.#writers = writers;
  }

  /** @returns what is to be put on record */
  async do(tx: WriteTransaction, stored: StoredCase, step: StepRow): Promise<AuditRecord> {
    return step.kind === 'action' ? this.#act(tx, stored, step) : this.#tell(tx, stored, step);
  }

  /** Through the same door as everybody's action, as one of the system. */
  async #act(tx: WriteTransaction, stored: StoredCase, step: StepRow): Promise<AuditRecord> {
    const {workflow, state, facts, row} = stored;
    const type = step.step;
    const open = allowedActions({definition: workflow, state, facts, actor: SYSTEM_ACTOR});
    const action = open.find((one) => one.type === type);
    if (!action) return passedRecord(step);
    const data = {stage: step.stage, due: step.due_at.toISOString()};
    const {effects} = action.meta;
    const {after} = await this.#engine.act(tx, {actor: SYSTEM_ACTOR, stored, type, effects, data});
    return actionRecord(row.id, {
      who: SYSTEM_ACTOR.personId,
      as: [...SYSTEM_ACTOR.relations],
      action: type,
      from: row.stage,
      to: after.row.stage,
      shown: [],
    });
  }

  /** Reminds those whose turn it is, or tells those above them. */
  async #tell(tx: WriteTransaction, stored: StoredCase, step: StepRow): Promise<AuditRecord> {
    const {workflow, state, facts} = stored;
    const writer = await this.#writers.writer(tx, stored);
    const waiting = waitingRoles(workflow, state.value, facts);
    const {superiors = {}} = workflow.meta;
    const turns =
      step.kind === 'reminder' ? waiting : [...new Set(waiting.flatMap((role) => superiors[role] ?? []))];
    const late: NoticeKind = step.kind === 'reminder' ? 'overdue' : 'lateElsewhere';
    const kind = writer.now < step.due_at ? 'dueSoon' : late;
    const people = await turnHolders(tx, stored, turns);
    for (const personId of people) await writer.notify(personId, kind);
    return toldRecord(step, {turns, told: people.length});
  }
}
