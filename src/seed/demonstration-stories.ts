import {furtherStories} from './further-stories';
import {step, takenIn} from './story';
import type {Story, StoryStep} from './story';

const screening = (): StoryStep[] => [
  takenIn('medicine', 'Evaluation and improvement of the quality of care by a peer review committee'),
];

const asked: StoryStep[] = [
  ...screening(),
  step('coordinator', 'requestInput', {
    reasons: ['careQuestion', 'systemQuestion'],
    question: 'What did you know at the time, what did you decide, and what made it hard?',
  }),
];

const answered = (physician: string): StoryStep[] => [
  ...asked,
  step(physician, 'giveInput', {
    statement:
      'I saw the patient at the end of a long list. The first results were not in when I decided; they were filed while I was called to another ward, and nobody told me.',
    systemFactors:
      'Critical results are filed without a call after hours; two units shared one resident that night.',
  }),
];

const reviewers = ['reviewer3', 'reviewer4'] as const;

const offered = (physician: string, who: readonly string[] = reviewers): StoryStep[] => [
  ...answered(physician),
  step('coordinator', 'assignReviewers', {reviewers: who.map((key) => `@${key}`)}),
];

const accepted = (physician: string, who: readonly string[] = reviewers): StoryStep[] => [
  ...offered(physician, who),
  ...who.map((key) => step(key, 'acceptAssignment', {noConflict: true})),
];

const reviews: readonly StoryStep['data'][] = [
  {
    systemFactors: ['informationSystem', 'staffing'],
    overallCare: {
      rating: 'minorOpportunity',
      comment: 'The second set of observations called for an earlier reassessment.',
    },
    documentation: {rating: 'appropriate'},
    summary:
      'Sound first assessment; the change in the observations reached the team late. Most of what can be learned lies in how results are passed on after hours.',
  },
  {
    systemFactors: ['communication'],
    overallCare: {rating: 'appropriate'},
    documentation: {rating: 'minorOpportunity', comment: 'The reasoning at hand-over is not written down.'},
    summary: 'I would have managed the case alike with what was known. The hand-over deserves a look.',
  },
];

/** Rated by each once the outcome is shown to them. */
const harms = ['moderate', 'mild'] as const;

const locked = (physician: string): StoryStep[] => [
  ...accepted(physician),
  ...reviewers.flatMap((key, index) => [
    step(key, 'lockReview', reviews[index] ?? {}),
    step(key, 'rateHarm', {harm: {rating: harms[index] ?? 'mild'}}),
  ]),
];

const convened = (physician: string): StoryStep[] => [
  ...locked(physician),
  step('coordinator', 'convenePanel', {meetingOn: '+0', note: 'Two reviews, a system question first.'}),
];

const decided = (physician: string): StoryStep[] => [
  ...convened(physician),
  step('coordinator', 'recordAttendance', {present: ['@chair', '@member1', '@member2', '@member3']}),
  step('chair', 'addImprovementAction', {
    title: 'Phone every critical result to the responsible clinician, day and night',
    owner: '@leader',
    due: '+60',
  }),
  step('chair', 'recordDetermination', {
    learning: [
      {level: 'system', text: 'Critical results need a call with read-back after hours as well.'},
      {
        level: 'group',
        text: 'Teach the reassessment triggers of the early warning score at the next conference.',
      },
    ],
    rating: 'minorOpportunity',
    rationale:
      'With what was known, care was sound; an earlier reassessment was possible once the second observations were in. The delay arose chiefly from how results were passed on.',
  }),
];

const fedBack = (physician: string): StoryStep[] => [
  ...decided(physician),
  step('chair', 'sendFeedback', {
    letter:
      'Dear colleague,\n\nthank you for your account, which helped us to see what that night was like. We found sound care and one moment at which an earlier reassessment was possible. The larger lesson is ours: results must reach the person who needs them. We have asked for that to be changed.\n\nWith respect, for the committee',
  }),
];

const windowed = (physician: string): StoryStep[] => [
  ...fedBack(physician),
  step(physician, 'acknowledgeFeedback'),
  step(physician, 'respondToFeedback', {
    response: 'Thank you. I agree about the reassessment, and I am glad that the calls will change.',
  }),
  step('coordinator', 'endResponseWindow'),
];

const closed = (physician: string): StoryStep[] => [
  ...windowed(physician),
  step('leader', 'completeImprovementAction', {
    action: '?',
    outcome: 'Laboratory calls every critical result with read-back since the first of the month.',
  }),
  step('coordinator', 'closeCase'),
];

const referral = (
  source: string,
  department: string,
  narrative: string,
  trigger?: string,
): Story['referral'] => ({
  class: 'case',
  source,
  department,
  narrative,
  ...(trigger !== undefined && {trigger}),
});

/** Twelve cases of peer review that together stand in every state, and some of each other programme. */
export const demonstrationStories: readonly Story[] = [
  ...peerReviewStories().map((story) => ({...story, programme: 'peer-review'})),
  ...furtherStories,
];

function peerReviewStories(): Omit<Story, 'programme'>[] {
  return [
    {
      daysAgo: 170,
      scenario: 'missed-sepsis',
      physician: 'physician3',
      referral: referral(
        'trigger',
        'Medicine',
        'Transfer to intensive care 14 hours after admission with a rising lactate that was first seen at hour 9.',
        'unplannedTransfer',
      ),
      steps: closed('physician3'),
    },
    {
      daysAgo: 120,
      scenario: 'delayed-infarction',
      physician: 'physician',
      referral: referral(
        'department',
        'Emergency medicine',
        'Second troponin drawn on time, result opened after four hours.',
        'delayedDiagnosis',
      ),
      steps: windowed('physician'),
    },
    {
      daysAgo: 75,
      scenario: 'anticoagulation-bleed',
      physician: 'physician3',
      referral: referral(
        'staff',
        'Medicine',
        'Bleeding under two anticoagulants on the second day; both orders were active for 20 hours.',
        'medicationEvent',
      ),
      steps: fedBack('physician3'),
    },
    {
      daysAgo: 60,
      scenario: 'postoperative-deterioration',
      physician: 'physician2',
      referral: referral(
        'trigger',
        'Surgery',
        'Return to theatre on the second day after surgery; observations had changed the evening before.',
        'returnToTheatre',
      ),
      steps: decided('physician2'),
    },
    {
      daysAgo: 48,
      scenario: 'delayed-embolism',
      physician: 'physician3',
      referral: referral(
        'complaint',
        'Medicine',
        'The family asks why the scan was done on the third day.',
        'delayedDiagnosis',
      ),
      steps: convened('physician3'),
    },
    {
      daysAgo: 40,
      scenario: 'missed-sepsis',
      physician: 'physician',
      referral: referral(
        'staff',
        'Medicine',
        'Antibiotics ordered at hour 3, given at hour 7; the patient recovered.',
        'delayedDiagnosis',
      ),
      steps: locked('physician'),
    },
    {
      daysAgo: 30,
      scenario: 'delayed-infarction',
      physician: 'physician3',
      referral: referral(
        'department',
        'Cardiology',
        'Late call to the catheter team; door to balloon 132 minutes.',
      ),
      steps: [...accepted('physician3'), step('reviewer3', 'lockReview', reviews[0] ?? {})],
    },
    {
      daysAgo: 14,
      scenario: 'delayed-embolism',
      physician: 'physician',
      referral: referral(
        'trigger',
        'Medicine',
        'Unplanned return within 72 hours with a pulmonary embolism.',
        'unplannedReturn',
      ),
      steps: asked,
    },
    {
      daysAgo: 12,
      scenario: 'postoperative-deterioration',
      physician: 'physician2',
      referral: referral(
        'selfReport',
        'Surgery',
        'I would like colleagues to look at my decision to wait that night.',
      ),
      steps: offered('physician2', ['reviewer3', 'reviewer6']),
    },
    {
      daysAgo: 9,
      scenario: 'anticoagulation-bleed',
      physician: 'physician3',
      referral: referral('staff', 'Medicine', 'Two brief questions about bridging; the chart is incomplete.'),
      steps: [
        ...screening(),
        step('coordinator', 'hold', {reason: 'The outside hospital’s records were asked for.'}),
      ],
    },
    {
      daysAgo: 6,
      scenario: 'good-catch',
      physician: 'physician',
      referral: referral(
        'nearMiss',
        'Medicine',
        'A pharmacist and the physician stopped a tenfold dose before it reached the patient.',
        'medicationEvent',
      ),
      steps: screening(),
    },
    {
      daysAgo: 2,
      scenario: 'medication-near-miss',
      physician: 'physician3',
      referral: referral(
        'nearMiss',
        'Medicine',
        'Look-alike packages lay side by side in the drawer; noticed in time.',
      ),
      steps: [],
    },
  ];
}
