import {COMPARTMENTS, MASK_WORDS, RELATIONS} from '../disclosure';
import type {Vocabulary} from '../workflow';

/**
 * The words that the features answer to, for checking definitions where no application runs; a test compares them with
 * what a started one has registered.
 */
export const FEATURE_WORDS = {
  effects: [
    'acceptAssignment',
    'acknowledgeFeedback',
    'addImprovementAction',
    'attachDocument',
    'attachToInput',
    'closeCase',
    'completeImprovementAction',
    'convenePanel',
    'countEarlierLetters',
    'declineAssignment',
    'enterProtectedSpace',
    'extendDeadline',
    'lapseOffers',
    'lockReview',
    'offerAssignments',
    'rateHarm',
    'recordAttendance',
    'recordBottomLines',
    'recordConferenceCase',
    'recordDetermination',
    'recordFinding',
    'recordHandOff',
    'recordInput',
    'recordLapse',
    'recordReason',
    'recordRecusal',
    'recordResponse',
    'recordRiskReferral',
    'recordScreenedOut',
    'recordScreening',
    'recordSurvey',
    'recuse',
    'releaseDocument',
    'releaseFinding',
    'requestInput',
    'revealOutcome',
    'sendFeedback',
    'setIndexPoint',
    'tellPhysicianLeader',
    'withdrawAssignment',
  ],
  supplies: {
    countEarlierLetters: ['earlier'],
    offerAssignments: ['reviewersActive', 'reviewsRequired'],
  },
  choices: [
    'activeReviewers',
    'committees',
    'documentsToRelease',
    'members',
    'ownOpenActions',
    'people',
    'physicianLeaders',
    'physicians',
    'reviewers',
  ],
  uploads: ['attachment', 'chart'],
} as const;

/** What definitions may name, where no application runs. */
export const FEATURE_VOCABULARY: Vocabulary = {
  effects: new Set<string>(FEATURE_WORDS.effects),
  supplies: new Map<string, readonly string[]>(Object.entries(FEATURE_WORDS.supplies)),
  choices: new Set<string>(FEATURE_WORDS.choices),
  uploads: new Set<string>(FEATURE_WORDS.uploads),
  relations: new Set<string>(RELATIONS),
  compartments: new Set<string>(COMPARTMENTS),
  masks: MASK_WORDS,
};
