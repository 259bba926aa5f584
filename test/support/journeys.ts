import {ROUTES} from './routes';
import type {Walker} from './walk';

type Step = readonly [key: string, type: string, data?: Readonly<Record<string, unknown>>];

/** A place on a case's way, and who does what to bring it there from the one before. */
export interface Stop {
  readonly name: string;
  readonly steps: readonly Step[];
}

/** One case's way through its programme. */
type Journey = readonly Stop[];

const stop = (name: string, ...steps: readonly Step[]): Stop => ({name, steps});

/** The stations of a programme's way to closure, with what goes before or after some of them. */
function route(programme: string, beside: Readonly<Record<string, readonly Stop[]>>): Stop[] {
  return Object.entries(ROUTES[programme] ?? {}).flatMap(([name, steps]) => [
    stop(name, ...steps),
    ...(beside[name] ?? []),
  ]);
}

const screenedOut: Journey = [
  stop('screenedOut', ['coordinator', 'startScreening'], ['coordinator', 'closeWithoutReview']),
  stop('screenedAgain', ['coordinator', 'reopen']),
  stop('withdrawn', ['coordinator', 'withdraw']),
];

/** Cases of each programme that together stand in every state, with and without what conditions ask for. */
export const JOURNEYS: Readonly<Record<string, readonly Journey[]>> = {
  'peer-review': [
    [
      stop('referred'),
      stop('screening', ['coordinator', 'startScreening']),
      stop('awaitingInput', ['coordinator', 'requestInput']),
      stop('readyToAssign', ['physician', 'giveInput']),
      stop('assigned', ['coordinator', 'assignReviewers']),
      stop('oneAccepted', ['reviewer3', 'acceptAssignment']),
      stop('inReview', ['reviewer4', 'acceptAssignment']),
      stop('onHold', ['coordinator', 'hold']),
      stop('halfReviewed', ['coordinator', 'resume'], ['reviewer3', 'lockReview']),
      stop('reviewed', ['reviewer4', 'lockReview']),
      stop('panelDecision', ['coordinator', 'convenePanel']),
      stop('quorate', ['coordinator', 'recordAttendance']),
      stop('feedback', ['chair', 'addImprovementAction'], ['chair', 'recordDetermination']),
      stop('responseWindow', ['chair', 'sendFeedback']),
      stop(
        'actionsOpen',
        ['physician', 'acknowledgeFeedback'],
        ['physician', 'respondToFeedback'],
        ['coordinator', 'endResponseWindow'],
      ),
      stop('closed', ['leader', 'completeImprovementAction'], ['coordinator', 'closeCase']),
      stop('reopened', ['coordinator', 'reopen']),
      stop('handedOff', ['coordinator', 'handOff']),
    ],
    screenedOut,
    [
      stop(
        'oneDeclined',
        ['coordinator', 'flagImmediateConcern'],
        ['coordinator', 'startScreening'],
        ['coordinator', 'requestInput'],
        ['physician', 'giveInput'],
        ['coordinator', 'assignReviewers'],
        ['reviewer3', 'declineAssignment'],
      ),
      stop(
        'chairRecused',
        ['coordinator', 'assignReviewers', {reviewers: ['@reviewer6']}],
        ['reviewer4', 'acceptAssignment'],
        ['reviewer6', 'acceptAssignment'],
        ['reviewer4', 'lockReview'],
        ['reviewer6', 'lockReview'],
        ['coordinator', 'convenePanel'],
        ['chair', 'recuse'],
        ['coordinator', 'recordAttendance'],
      ),
    ],
  ],
  'peer-learning': [
    route('peer-learning', {closed: [stop('reopened', ['coordinator', 'reopen'])]}),
    [
      ...screenedOut,
      stop(
        'declined',
        ['coordinator', 'reopen'],
        ['coordinator', 'assignReviewers'],
        ['reviewer3', 'declineAssignment'],
      ),
      stop(
        'skipped',
        ['coordinator', 'assignReviewers', {reviewers: ['@reviewer4']}],
        ['reviewer4', 'acceptAssignment'],
        ['reviewer4', 'lockReview'],
        ['coordinator', 'sendFeedback'],
        ['physician', 'acknowledgeFeedback'],
        ['coordinator', 'endResponseWindow'],
        ['coordinator', 'skipConference'],
      ),
    ],
  ],
  'rule-follow-up': [
    route('rule-follow-up', {
      deciding: [stop('onHold', ['coordinator', 'hold']), stop('resumed', ['coordinator', 'resume'])],
      closed: [stop('reopened', ['coordinator', 'reopen'])],
    }),
    [
      stop(
        'repeat',
        ['coordinator', 'startScreening'],
        ['coordinator', 'requestInput'],
        ['physician', 'giveInput'],
        ['coordinator', 'confirmBreach'],
      ),
      stop('secondLetter', ['chair', 'sendLetter']),
    ],
    [
      stop(
        'thirdTime',
        ['coordinator', 'startScreening'],
        ['coordinator', 'requestInput'],
        ['physician', 'giveInput'],
        ['coordinator', 'confirmBreach'],
      ),
      stop('escalated', ['chair', 'escalate']),
    ],
    [
      ...screenedOut,
      stop(
        'dismissed',
        ['coordinator', 'reopen'],
        ['coordinator', 'requestInput'],
        ['coordinator', 'proceedWithoutInput'],
        ['coordinator', 'dismissBreach'],
      ),
    ],
  ],
  'case-conference': [
    route('case-conference', {
      inReview: [stop('onHold', ['coordinator', 'hold']), stop('resumed', ['coordinator', 'resume'])],
      closed: [stop('reopened', ['coordinator', 'reopen']), stop('handedOff', ['coordinator', 'handOff'])],
    }),
    screenedOut,
  ],
};

/** Takes a case from the stop before to this one. */
export async function travel(walker: Walker, caseId: string, {steps}: Stop): Promise<void> {
  for (const [key, type, data] of steps) await walker.do(key, caseId, type, data && named(walker, data));
}

/** People are written as `@key`. */
const named = (walker: Walker, data: Readonly<Record<string, unknown>>): unknown =>
  JSON.parse(
    JSON.stringify(data, (_, value: unknown) =>
      typeof value === 'string' && value.startsWith('@') ? walker.id(value.slice(1)) : value,
    ),
  );
