import {ActionHandler} from './action-context';

export interface ItemRule {
  readonly effect: string;
  readonly kind: string;
  readonly compartment: string;
  readonly owner: 'actor' | 'subject' | null;
}

/** A handler that keeps the data of an action as one item of the case. */
export const recordItem = ({effect, kind, compartment, owner}: ItemRule): ActionHandler => ({
  effect,
  async apply(context) {
    const owners = {actor: context.actor.personId, subject: context.subjectId};
    await context.addItem({kind, compartment, owner: owner && owners[owner], content: context.data});
  },
});
