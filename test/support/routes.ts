import type {Walker} from './walk';

type Step = readonly [key: string, type: string];

/** Who does what to bring a case of a programme from one station to the next. */
export type Route = Readonly<Record<string, readonly Step[]>>;

/** The programmes beside peer review, each with the stations of its way to closure. */
export const ROUTES: Readonly<Record<string, Route>> = {
  'peer-learning': {
    submitted: [],
    triage: [['coordinator', 'startScreening']],
    assigned: [['coordinator', 'assignReviewers']],
    inReview: [['reviewer3', 'acceptAssignment']],
    feedback: [['reviewer3', 'lockReview']],
    responseWindow: [['coordinator', 'sendFeedback']],
    anonymising: [
      ['physician', 'acknowledgeFeedback'],
      ['physician', 'respondToFeedback'],
      ['coordinator', 'endResponseWindow'],
    ],
    conference: [['coordinator', 'prepareConference']],
    actionsOpen: [
      ['coordinator', 'recordAttendance'],
      ['chair', 'addImprovementAction'],
      ['chair', 'recordLearningPoints'],
    ],
    closed: [
      ['leader', 'completeImprovementAction'],
      ['coordinator', 'closeCase'],
    ],
  },
  'rule-follow-up': {
    reported: [],
    checking: [['coordinator', 'startScreening']],
    awaitingInput: [['coordinator', 'requestInput']],
    deciding: [['physician', 'giveInput']],
    letter: [['coordinator', 'confirmBreach']],
    responseWindow: [['coordinator', 'sendLetter']],
    closed: [
      ['physician', 'acknowledgeFeedback'],
      ['physician', 'respondToFeedback'],
      ['coordinator', 'closeCase'],
    ],
  },
  'case-conference': {
    proposed: [],
    selecting: [['coordinator', 'startScreening']],
    awaitingInput: [['coordinator', 'requestInput']],
    readyToAssign: [['physician', 'giveInput']],
    assigned: [['coordinator', 'assignReviewers']],
    inReview: [['reviewer3', 'acceptAssignment']],
    analysed: [['reviewer3', 'lockReview']],
    prepared: [['coordinator', 'prepareConference']],
    conference: [['coordinator', 'convenePanel']],
    actionsOpen: [
      ['coordinator', 'recordAttendance'],
      ['chair', 'addImprovementAction'],
      ['chair', 'recordBottomLines'],
    ],
    closed: [
      ['leader', 'completeImprovementAction'],
      ['coordinator', 'closeCase'],
    ],
  },
};

export const stationsOf = (programme: string): string[] => Object.keys(ROUTES[programme] ?? {});

/** Takes a case of the programme, a new one unless it is given, to a station. */
export async function follow(
  walker: Walker,
  programme: string,
  {to, beyond, caseId}: {to: string; beyond?: readonly Step[]; caseId?: string},
): Promise<string> {
  const id = caseId ?? (await walker.refer('staff', {}, programme)).id;
  const stations = stationsOf(programme);
  const steps = caseId === undefined ? stations.slice(0, stations.indexOf(to) + 1) : [to];
  for (const station of steps)
    for (const [key, type] of ROUTES[programme]?.[station] ?? []) await walker.do(key, id, type);
  for (const [key, type] of beyond ?? []) await walker.do(key, id, type);
  return id;
}
