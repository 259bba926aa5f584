/** What a notice of each kind says in the inbox. None of them tells anything of a case. */
export const noticeTitles = {
  yourTurn: 'It is your turn',
  dueSoon: 'Something that awaits you is due soon',
  overdue: 'Something that awaits you is overdue',
  lateElsewhere: 'A case is late and needs your eye',
  inputRequested: 'Your view is asked for',
  assignmentOffered: 'A review is offered to you',
  feedbackReady: 'Feedback is ready for you',
  immediateConcern: 'An immediate concern was raised',
  actionAssigned: 'An improvement action was assigned to you',
  caseClosed: 'A case was closed',
  surveyOpen: 'A short survey is open',
  roleProposed: 'A role is proposed and waits for your decision',
  roleGranted: 'A role was given in your committee',
  roleEnded: 'A role in your committee was ended',
  glassBroken: 'Compliance has opened a case that it normally cannot see',
  attestationDue: 'Your yearly attestation lapses soon; sign it, so that cases stay open to you',
  unusualAccessFound: 'Unusual access was found and waits to be looked into',
  conflictOverrideProposed: 'Freeing somebody of a conflict waits for a second person',
} as const;

export type NoticeKind = keyof typeof noticeTitles;

/** Definitions of workflows name kinds as plain text. */
export const isNoticeKind = (text: string): text is NoticeKind => Object.hasOwn(noticeTitles, text);
