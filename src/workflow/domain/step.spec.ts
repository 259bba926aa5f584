import {readDefinition} from '../definitions/read-definitions';
import {compileWorkflow} from './compile-workflow';
import {CaseState} from './definition';
import {Facts} from './facts';
import {allowedActions, begin, effectiveRelations, stateMeta, step, waitingRoles} from './step';

const read = readDefinition(`${__dirname}/../../../workflows/peer-review`);
const definition = compileWorkflow(read.source, read.hash);

interface Walked {
  state: CaseState;
  facts: Facts;
}

function walk(from: Walked, sends: readonly [type: string, as: string, supplied?: Facts][]): Walked {
  let at = from;
  for (const [type, as, supplied = {}] of sends) {
    const taken = step({
      definition,
      state: at.state,
      facts: {...at.facts, quorum: true},
      action: {type, supplied},
      actor: {relations: new Set([as])},
    });
    if (!taken.allowed) throw new Error(`${type} as ${as} refused in ${JSON.stringify(at.state.value)}`);
    at = {state: taken.state, facts: taken.facts};
  }
  return at;
}

const toReview: [string, string, Facts?][] = [
  ['attachChart', 'coordinator'],
  ['startScreening', 'coordinator'],
  ['requestInput', 'coordinator'],
  ['giveInput', 'subject'],
  ['assignReviewers', 'coordinator', {reviewsRequired: 2, reviewersActive: 2}],
  ['acceptAssignment', 'offeredReviewer'],
  ['acceptAssignment', 'offeredReviewer'],
  ['lockReview', 'acceptedReviewer'],
];

const toClosed: [string, string, Facts?][] = [
  ...toReview,
  ['lockReview', 'acceptedReviewer'],
  ['rateHarm', 'outcomeReviewer'],
  ['rateHarm', 'outcomeReviewer'],
  ['convenePanel', 'coordinator'],
  ['addImprovementAction', 'presiding'],
  ['recordDetermination', 'presiding'],
  ['sendFeedback', 'presiding'],
  ['acknowledgeFeedback', 'subject'],
  ['endResponseWindow', 'coordinator'],
  ['completeImprovementAction', 'actionOwner'],
  ['closeCase', 'coordinator'],
];

const toPanel = toClosed.slice(
  0,
  toClosed.findIndex(([type]) => type === 'addImprovementAction'),
);

describe('step', () => {
  it('takes a case from referral to closure and changes exactly the declared facts', () => {
    const closed = walk(begin(definition), toClosed);
    expect(closed.state.value).toBe('closed');
    expect(closed.facts).toEqual({
      ...definition.initialFacts,
      inputOffered: true,
      inputReceived: true,
      reviewsRequired: 2,
      reviewersActive: 2,
      reviewsLocked: 2,
      determinationMade: true,
      feedbackAcknowledged: true,
      outcome: 'reviewed',
    });
    expect(closed.facts).not.toHaveProperty('quorum');
  });

  it('stays in review until the last required review is locked', () => {
    const one = walk(begin(definition), toReview);
    expect(one.state.value).toEqual({open: 'inReview'});
    expect(walk(one, [['lockReview', 'acceptedReviewer']]).state.value).toEqual({open: 'reviewed'});
  });

  it('returns from hold to where the case was', () => {
    const held = walk(begin(definition), [...toReview, ['hold', 'coordinator']]);
    expect(held.state.value).toBe('onHold');
    const stored = JSON.parse(JSON.stringify(held)) as Walked;
    expect(walk(stored, [['resume', 'coordinator']]).state.value).toEqual({open: 'inReview'});
  });

  it.each(['xstate.init', 'xstate.after.1', '__proto__', 'constructor', 'toString', '', 'approve'])(
    'refuses the action type %p, which is not the workflow’s own',
    (type) => {
      const {state, facts} = begin(definition);
      const actor = {relations: new Set(['coordinator'])};
      expect(step({definition, state, facts, action: {type}, actor})).toEqual({
        allowed: false,
        reason: 'unknown_type',
      });
    },
  );

  it('refuses a determination without quorum', () => {
    const {state, facts} = walk(begin(definition), toPanel);
    const ask = (quorum: boolean) =>
      step({
        definition,
        state,
        facts: {...facts, quorum},
        action: {type: 'recordDetermination'},
        actor: {relations: new Set(['presiding'])},
      }).allowed;
    expect([ask(false), ask(true)]).toEqual([false, true]);
  });

  it('never re-opens a case that was handed off', () => {
    const {state, facts} = walk(begin(definition), [['handOff', 'coordinator']]);
    const relations = new Set(['coordinator', 'presiding', 'chair', 'subject']);
    expect(allowedActions({definition, state, facts, actor: {relations}})).toEqual([]);
    expect(stateMeta(definition, state.value).settled).toBe(true);
  });

  it('neither changes its input nor depends on anything else', () => {
    const {state, facts} = begin(definition);
    const input = Object.freeze({
      definition,
      state: Object.freeze(state),
      facts: Object.freeze({...facts}),
      action: Object.freeze({type: 'startScreening'}),
      actor: {relations: new Set(['coordinator'])},
    });
    expect(step(input)).toEqual(step(input));
  });

  it('refuses facts that the transition does not declare', () => {
    const {state, facts} = begin(definition);
    const actor = {relations: new Set(['coordinator'])};
    const send = (supplied: Facts) => () =>
      step({definition, state, facts, action: {type: 'startScreening', supplied}, actor});
    expect(send({determinationMade: true})).toThrow('may not be set');
  });
});

describe('waitingRoles', () => {
  it('names whose turn it is, by the facts', () => {
    const {state, facts} = walk(begin(definition), toPanel);
    expect(waitingRoles(definition, state.value, {...facts, quorum: false})).toEqual(['coordinator']);
    expect(waitingRoles(definition, state.value, {...facts, quorum: true})).toEqual(['presiding']);
  });
});

describe('effectiveRelations', () => {
  it.each([
    [
      ['coordinator', 'administrator'],
      ['coordinator', 'administrator'],
    ],
    [['chair', 'subject'], ['subject']],
    [
      ['subject', 'referrer'],
      ['subject', 'referrer'],
    ],
    [['acceptedReviewer', 'member'], ['acceptedReviewer']],
    [['acceptedReviewer', 'conflicted'], ['conflicted']],
    [['subject', 'conflicted'], ['subject']],
    [
      ['recused', 'chair', 'referrer'],
      ['recused', 'referrer'],
    ],
  ])('of %p leaves %p', (held, left) => {
    expect([...effectiveRelations(definition, new Set(held))]).toEqual(left);
  });
});
