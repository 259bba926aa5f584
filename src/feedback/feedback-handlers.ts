import {refreshConflicts, refuseConflicted} from '../conflicts';
import {ActionHandler, recordItem} from '../workflow';
import {countEarlierLetters} from './earlier-letters';

/**
 * Asks the reviewed physician before anything is decided. Only the question reaches them, and of which patient it is: an
 * item of its own, so that who reads the input does not learn that with it.
 */
const requestInput: ActionHandler<{question: string}> = {
  effect: 'requestInput',
  async apply(context) {
    const {subjectId} = context;
    const [patient] = await context.items('patient');
    const [referral] = await context.items('referral');
    const content = {
      question: context.data.question,
      eventDate: (referral?.content as {eventDate?: string} | undefined)?.eventDate ?? '',
    };
    await context.addItem({kind: 'inputRequest', compartment: 'input', owner: subjectId, content});
    await context.addItem({
      kind: 'requestedPatient',
      compartment: 'patientIdentity',
      owner: subjectId,
      content: {reference: (patient?.content as {reference?: string} | undefined)?.reference ?? ''},
    });
    await context.notify(subjectId, 'inputRequested');
  },
};

const recordScreening: ActionHandler<{reasons: readonly string[]; comment?: string}> = {
  effect: 'recordScreening',
  async apply(context) {
    const {reasons, comment} = context.data;
    const content = {reasons, ...(comment !== undefined && {comment})};
    await context.addItem({kind: 'screening', compartment: 'deliberation', owner: null, content});
  },
};

/** Releases determination and letter to the physician; nothing of them was theirs to see before. */
const sendFeedback: ActionHandler = {
  effect: 'sendFeedback',
  prepare: refuseConflicted,
  async apply(context) {
    const {subjectId} = context;
    await context.addItem({kind: 'letter', compartment: 'feedback', owner: null, content: context.data});
    await context.release(['determination', 'feedback', 'improvement']);
    await context.notify(subjectId, 'feedbackReady');
  },
};

/** Tells the physician who was asked what was found, where no letter follows. */
const releaseFinding: ActionHandler = {
  effect: 'releaseFinding',
  prepare: refuseConflicted,
  async apply(context) {
    await context.release(['determination']);
    await context.notify(context.subjectId, 'feedbackReady');
  },
};

const keptInput = recordItem({effect: 'recordInput', kind: 'input', compartment: 'input', owner: 'subject'});

/** Who is named in it may be in the way of judging it. */
const recordInput: ActionHandler = {
  ...keptInput,
  async apply(context) {
    await keptInput.apply(context);
    await refreshConflicts(context);
  },
};

export const feedbackHandlers: readonly ActionHandler<never>[] = [
  countEarlierLetters,
  recordItem({effect: 'recordFinding', kind: 'finding', compartment: 'determination', owner: null}),
  recordScreening,
  releaseFinding,
  requestInput,
  sendFeedback,
  recordInput,
  recordItem({
    effect: 'acknowledgeFeedback',
    kind: 'acknowledgement',
    compartment: 'feedback',
    owner: 'subject',
  }),
  recordItem({effect: 'recordResponse', kind: 'response', compartment: 'feedback', owner: 'subject'}),
];
