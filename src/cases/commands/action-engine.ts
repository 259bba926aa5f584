import {Injectable} from '@nestjs/common';
import {WriteTransaction} from '../../platform/database/transaction';
import {problems} from '../../platform/errors/problem';
import {Actor, FactValue, FeatureRegistry, SYSTEM, step, waitingRoles} from '../../workflow';
import {hasQuorum} from '../domain/relations-of';
import {StoredCase} from '../persistence/stored-case';
import {CaseDoor} from '../queries/case-door';
import {caseContext} from '../queries/case-views';
import {ActionWriterSource} from './action-writer';
import {saveStep} from './save-step';
import {tellWhoIsNext} from './tell-who-is-next';

export interface EngineAction {
  /** A person, or `SYSTEM_ACTOR`. */
  readonly actor: Actor;
  readonly stored: StoredCase;
  readonly type: string;
  readonly effects: readonly string[];
  readonly data: unknown;
}

/** Under which a deadline acts. */
export const SYSTEM_ACTOR: Actor = {personId: SYSTEM, relations: new Set([SYSTEM])};

/** Decides an action purely, lets the handlers that the definition names write, and stores the step. */
@Injectable()
export class ActionEngine {
  readonly #registry: FeatureRegistry;
  readonly #door: CaseDoor;
  readonly #writers: ActionWriterSource;

  constructor(registry: FeatureRegistry, door: CaseDoor, writers: ActionWriterSource) {
    this.#registry = registry;
    this.#door = door;
    this.#writers = writers;
  }

  /**
   * @param action one that is allowed to this user now, with data that is valid by its form
   * @returns the case after it, and when that was
   * @throws Problem `invalid` when a handler finds a fault in the data
   */
  async act(tx: WriteTransaction, action: EngineAction): Promise<{after: StoredCase; now: Date}> {
    const {actor, stored, type, effects, data} = action;
    const writer = await this.#writers.writer(tx, stored);
    const {now} = writer;
    const supplied: Record<string, FactValue> = {};
    for (const effect of effects) {
      const handler = this.#registry.handlers.get(effect);
      const prepared = await handler.prepare?.({...caseContext(stored), ...writer.clock, tx, actor, data});
      if (prepared?.faults && prepared.faults.length > 0) throw problems.invalid(prepared.faults);
      Object.assign(supplied, prepared?.supplied);
    }
    const {workflow, state, facts} = stored;
    const taken = step({definition: workflow, state, facts, action: {type, supplied}, actor});
    if (!taken.allowed) throw problems.actionNotAllowed();

    for (const effect of effects) {
      await this.#registry.handlers.get(effect).apply(writer.context(actor, data));
    }
    const saved = await saveStep(tx, writer.stored, taken, writer);
    const after = writer.moved ? await this.#reload(tx, saved) : observedAgain(saved);
    const waited = taken.entered ? [] : waitingRoles(workflow, state.value, facts);
    await tellWhoIsNext(tx, after, {actor: actor.personId, writer, waited});
    return {after, now};
  }

  async #reload(tx: WriteTransaction, {organisationId, row}: StoredCase): Promise<StoredCase> {
    const stored = await this.#door.load(tx, organisationId, row.id);
    if (!stored) throw new Error(`case ${row.id} vanished under its lock`);
    return stored;
  }
}

/** Outside facts are looked at again after the handlers have written. */
const observedAgain = (stored: StoredCase): StoredCase =>
  'quorum' in stored.facts ? {...stored, facts: {...stored.facts, quorum: hasQuorum(stored)}} : stored;
