import {Injectable} from '@nestjs/common';
import {AccessLog} from '../../audit';
import type {NameWarning} from '../../masking';
import {Fault, problems} from '../../platform/errors/problem';
import {readRecord, refusalOf} from '../domain/case-events';
import {formFaults} from '../domain/form-check';
import {CaseUser} from './case-door';
import {CaseReading} from './case-reading';
import {Panel, foreseePanel} from './foresee-panel';
import {nameWarnings} from './name-warnings';
import {isOfPanel} from './of-panel';

/** What names the members of the panel and why some of them cannot decide. */
const SHOWN = ['deliberation', 'conflict'] as const;

export interface Preview {
  /** Why the action would be refused with this data; empty when it would be taken. */
  readonly faults: readonly Fault[];
  /** What would be taken, and should not be said. */
  readonly warnings: readonly NameWarning[];
  /** Who would decide after it, for an action of the panel. */
  readonly panel?: Panel;
}

/** Says beforehand what an action's data would meet with; nothing is changed or kept. */
@Injectable()
export class PreviewAction {
  readonly #log: AccessLog;
  readonly #reading: CaseReading;

  constructor(log: AccessLog, reading: CaseReading) {
    this.#log = log;
    this.#reading = reading;
  }

  /** @throws Problem `unknown_action`, `not_found`, `action_not_allowed`; a refusal is put on record */
  async preview(
    user: CaseUser,
    caseId: string,
    {type, data, panel: asked}: {type: string; data: unknown; panel: boolean},
  ): Promise<Preview> {
    const {organisationId, personId} = user;
    const {workflows, door, forms, registry} = this.#reading;
    return this.#log.recordingRefusals(organisationId, refusalOf(user, {caseId, type}), async () => {
      if (!(await workflows.knowsAction(type))) throw problems.unknownAction();
      return this.#log.read<Preview>(organisationId, async (tx) => {
        const seen = await door.see(tx, user, caseId);
        if (!seen) throw problems.notFound();
        const meta = seen.view.actions.find((action) => action.type === type)?.meta;
        if (meta?.form === undefined) throw problems.actionNotAllowed();
        const form = forms.form(seen.stored.workflow, meta.form);
        const choices = await forms.choices(form, door.choices(tx, seen, user));
        const faults = formFaults(form, data, choices);
        const warnings = await nameWarnings(tx, door, seen, data);
        const {workflow} = seen.stored;
        const {disclosed} = seen.view;
        if (!asked || !isOfPanel(meta, {workflow, disclosed}, registry))
          return {result: {faults, warnings}, records: []};
        const panel = await foreseePanel(tx, seen, {meta, personId, data, registry});
        const shown = SHOWN.filter((one) => disclosed.sees.has(one));
        const look = {who: personId, as: seen.view.relations, what: 'panelShown', shown};
        return {result: {faults, warnings, panel}, records: [readRecord(caseId, look)]};
      });
    });
  }
}
