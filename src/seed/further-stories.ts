import {step, takenIn} from './story';
import type {Story, StoryStep} from './story';

const learning = takenIn(
  'learning',
  'Learning from cases among peers, apart from any evaluation of performance',
);
const rules = takenIn(
  'rules',
  'Following up rules that protect patients, with a fair hearing of whoever did not follow one',
);
const conference = takenIn(
  'conference',
  'Learning from adverse outcomes and near misses in a conference of peers',
);

/** One colleague is asked, and accepts. */
const asked = (reviewer: string): StoryStep[] => [
  step('coordinator', 'assignReviewers', {reviewers: [`@${reviewer}`]}),
  step(reviewer, 'acceptAssignment', {noConflict: true}),
];

const greatCall: StoryStep[] = [
  learning,
  ...asked('reviewer4'),
  step('reviewer4', 'lockReview', {
    systemFactors: ['none'],
    concern: 'none',
    learning: ['group'],
    learningPoint: 'A second look at the edges of the image, before the report is signed, takes ten seconds.',
  }),
  step('coordinator', 'sendFeedback', {
    letter:
      'Dear colleague,\n\nyou saw what most of us would have missed. We would like to tell it to the others, without names: what made you look twice?\n\nWith thanks',
  }),
  step('physician2', 'acknowledgeFeedback'),
  step('physician2', 'respondToFeedback', {
    response: 'The history did not fit the first image. Please do tell it.',
  }),
  step('coordinator', 'endResponseWindow'),
  step('coordinator', 'prepareConference', {
    title: 'When the history does not fit the image',
    case: 'A finding at the edge of an image explained what the obvious finding did not. The search had not ended with the first answer.',
    anonymised: true,
  }),
  step('coordinator', 'recordAttendance', {present: ['@chair', '@member1', '@member2', '@member3']}),
  step('chair', 'recordLearningPoints', {
    learning: [{level: 'group', text: 'Finish the search: look at the edges before signing.'}],
  }),
  step('coordinator', 'closeCase'),
];

const invited: StoryStep[] = [
  rules,
  step('coordinator', 'requestInput', {
    question: 'How did it come about, and what would have made the rule easier to follow?',
  }),
];

const confirmed = (physician: string, account: string, obstacles: string): StoryStep[] => [
  ...invited,
  step(physician, 'giveInput', {statement: account}),
  step('coordinator', 'confirmBreach', {
    finding: 'notFollowed',
    basis: 'The checklist of the day and the account itself.',
    obstacles,
  }),
];

const firstLetter: StoryStep[] = [
  ...confirmed(
    'physician2',
    'We were an hour behind, and the team had worked together all day. I left the pause out.',
    'The list was overbooked by two cases.',
  ),
  step('coordinator', 'sendLetter', {
    letter:
      'Dear colleague,\n\nthank you for telling us plainly. Please keep the pause, on a late list above all: it is where it matters. We have asked that lists are no longer overbooked.\n\nWith kind regards',
  }),
  step('physician2', 'acknowledgeFeedback'),
  step('coordinator', 'closeCase'),
];

const told: StoryStep[] = [
  conference,
  step('coordinator', 'requestInput', {
    reasons: ['adverseOutcome', 'systemLesson'],
    question: 'What was known when the second order was written, and what made it look right?',
  }),
  step('physician3', 'giveInput', {
    statement:
      'The first order stood on another page. Nothing warned me, and the pharmacist was away that night.',
  }),
  ...asked('reviewer3'),
  step('reviewer3', 'lockReview', {
    systemFactors: ['informationSystem', 'staffing'],
    cognitiveIssues: ['overload'],
    harm: {rating: 'moderate'},
    analysis:
      'Two orders of the same class stood on two pages, and the check that joins them runs by day alone. Whoever looked at either page saw a sound order.',
  }),
  step('coordinator', 'prepareConference', {
    title: 'Two sound orders',
    case: 'A patient received two drugs of one class, each ordered correctly on a page of its own. The check that would have joined them was not staffed at night.',
    anonymised: true,
  }),
  step('coordinator', 'convenePanel', {meetingOn: '+0', note: 'Bring the order screens.'}),
];

const bottomLines: StoryStep[] = [
  ...told,
  step('coordinator', 'recordAttendance', {present: ['@chair', '@member1', '@member2', '@member3']}),
  step('chair', 'addImprovementAction', {
    title: 'Show active orders of the same class on one page',
    owner: '@leader',
    due: '+45',
  }),
  step('chair', 'recordBottomLines', {
    learning: [{level: 'system', text: 'Interacting orders must meet on one page, day and night.'}],
  }),
];

/** Cases of the programmes beside peer review. */
export const furtherStories: readonly Story[] = [
  {
    programme: 'peer-learning',
    daysAgo: 95,
    scenario: 'good-catch',
    physician: 'physician2',
    referral: {
      class: 'greatCall',
      department: 'Surgery',
      narrative: 'A second finding, at the edge of the image, was seen before the patient left.',
    },
    steps: greatCall,
  },
  {
    programme: 'peer-learning',
    daysAgo: 7,
    scenario: 'delayed-embolism',
    physician: 'physician3',
    referral: {
      class: 'discrepancy',
      department: 'Medicine',
      narrative: 'The first reading and the second differ; nobody was harmed.',
    },
    steps: [learning, ...asked('reviewer4')],
  },
  {
    programme: 'rule-follow-up',
    daysAgo: 80,
    scenario: null,
    physician: 'physician2',
    referral: {
      class: 'timeOut',
      department: 'Surgery',
      narrative: 'The safety time-out before incision was left out.',
    },
    steps: firstLetter,
  },
  {
    programme: 'rule-follow-up',
    daysAgo: 11,
    scenario: null,
    physician: 'physician2',
    referral: {
      class: 'timeOut',
      department: 'Surgery',
      narrative: 'The safety time-out began after incision.',
    },
    steps: confirmed('physician2', 'It was said aloud, but too late.', 'The anaesthetist was called away.'),
  },
  {
    programme: 'rule-follow-up',
    daysAgo: 3,
    scenario: null,
    physician: 'physician3',
    referral: {
      class: 'recordCompletion',
      department: 'Medicine',
      narrative: 'Four discharge letters are older than thirty days.',
    },
    steps: invited,
  },
  {
    programme: 'case-conference',
    daysAgo: 40,
    scenario: 'anticoagulation-bleed',
    physician: 'physician3',
    referral: {
      class: 'complication',
      department: 'Medicine',
      narrative: 'Bleeding under two anticoagulants that had been ordered on two pages.',
    },
    steps: bottomLines,
  },
  {
    programme: 'case-conference',
    daysAgo: 4,
    scenario: null,
    physician: 'physician',
    referral: {
      class: 'delay',
      department: 'Medicine',
      narrative: 'Six hours from the door to the scan on a Sunday.',
    },
    steps: [conference],
  },
];
