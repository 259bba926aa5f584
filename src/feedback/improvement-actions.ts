import {reading, writing} from '../platform/database/statement';
import {ActionContext, ActionHandler, ChoiceSource} from '../workflow';

interface OpenActionRow {
  id: string;
  item_id: string;
  due_on: string;
}

const insertAction = writing(
  'improvement_insert',
  `INSERT INTO improvement_action (organisation_id, case_id, id, item_id, owner_id, due_on, opened_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7)`,
);

const closeAction = writing(
  'improvement_close',
  `UPDATE improvement_action SET done_at = $4
   WHERE organisation_id = $1 AND case_id = $2 AND id = $3 AND done_at IS NULL`,
);

const findOpen = reading<OpenActionRow>(
  'improvement_open',
  `SELECT id, item_id, to_char(due_on, 'YYYY-MM-DD') AS due_on FROM improvement_action
   WHERE organisation_id = $1 AND case_id = $2 AND owner_id = $3 AND done_at IS NULL ORDER BY due_on, id`,
);

/** The actor's own actions of this case that are still open, by their due dates. */
export const ownOpenActions: ChoiceSource = {
  name: 'ownOpenActions',
  async choices({tx, organisationId, personId, case: one}) {
    if (!one) return [];
    const rows = await tx.rows(findOpen, [organisationId, one.caseId, personId]);
    return rows.map(({id, due_on}, index) => ({const: id, title: `Action ${index + 1}, due on ${due_on}`}));
  },
};

const addImprovementAction: ActionHandler<{title: string; owner: string; due: string}> = {
  effect: 'addImprovementAction',
  async apply(context) {
    const {tx, organisationId, caseId, randomness, now} = context;
    const {title, owner, due} = context.data;
    const id = randomness.uuid();
    const content = {action: id, title, due};
    const item = await context.addItem({
      kind: 'improvementAction',
      compartment: 'improvement',
      owner,
      content,
    });
    await tx.write(insertAction, [organisationId, caseId, id, item, owner, due, now]);
    await releaseWithLetter(context);
    await context.relate(owner, 'actionOwner');
    await context.notify(owner, 'actionAssigned');
  },
};

const completeImprovementAction: ActionHandler<{action: string; outcome: string}> = {
  effect: 'completeImprovementAction',
  async apply(context) {
    const {tx, organisationId, caseId, actor, now} = context;
    const {action, outcome} = context.data;
    await tx.write(closeAction, [organisationId, caseId, action, now]);
    await context.addItem({
      kind: 'improvementDone',
      compartment: 'improvement',
      owner: actor.personId,
      content: {action, outcome},
    });
    await releaseWithLetter(context);
    const left = await tx.rows(findOpen, [organisationId, caseId, actor.personId]);
    if (left.length === 0) await context.unrelate(actor.personId, 'actionOwner');
  },
};

/** Once the letter of this round is out, the physician sees at once what improves because of it. */
async function releaseWithLetter(context: ActionContext<unknown>): Promise<void> {
  const letters = await context.items('letter');
  if (letters.some(({round}) => round === context.round)) await context.release(['improvement']);
}

export const improvementHandlers: readonly ActionHandler<never>[] = [
  addImprovementAction,
  completeImprovementAction,
];
