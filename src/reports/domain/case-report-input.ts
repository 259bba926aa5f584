/**
 * What a report of a case may say, already projected for its reader. A part that the reader may not see is absent,
 * not empty, and leaves no trace. Times are ISO 8601: a date alone ("2026-11-22") or an instant ("2026-11-22T10:15:00Z").
 */
export interface CaseReportInput {
  readonly title: string;
  /** Unique for each export. */
  readonly exportId: string;
  readonly createdAt: Date;
  readonly organisation: string;
  readonly committee: string;
  /** The case number or, for readers who may not know it, the random reference. */
  readonly reference: string;
  /** Stands at the foot of every page. */
  readonly privilegeText: string;
  /** "Dr A. Chair · 22 Nov 2026 10:15 · copy 3" */
  readonly watermark?: string;
  /** IANA name, such as "America/New_York"; UTC when absent. */
  readonly timeZone?: string;
  /** How times are told, in place of the zone. */
  readonly timeNote?: string;
  readonly case?: CaseFacts;
  readonly basis?: ReviewBasis;
  readonly patientReference?: string;
  readonly focusPhysician?: {readonly name: string; readonly specialty?: string};
  readonly referral?: {readonly narrative?: string; readonly details?: readonly LabelledText[]};
  readonly physicianInput?: readonly Statement[];
  readonly chart?: ChartSummary;
  readonly reviews?: readonly ReportedReview[];
  readonly agreement?: AgreementNote;
  readonly panel?: PanelRecord;
  /** What was established as a fact, where nothing is rated. */
  readonly finding?: ReportedFinding;
  /** The anonymised case as it was told to a conference. */
  readonly conferenceCase?: {readonly title: string; readonly text: string};
  readonly determination?: ReportedDetermination;
  readonly learning?: readonly LearningOpportunity[];
  readonly actions?: readonly ReportedAction[];
  readonly feedbackLetter?: Statement;
  readonly physicianResponse?: Statement;
  readonly history?: readonly HistoryEntry[];
}

export interface LabelledText {
  readonly label: string;
  readonly text: string;
}

export interface Statement {
  readonly at?: string;
  readonly text: string;
}

export interface CaseFacts {
  readonly programme?: string;
  readonly state?: string;
  readonly openedAt?: string;
  readonly closedAt?: string;
  readonly caseClass?: string;
  readonly source?: string;
  readonly trigger?: string;
  readonly eventDate?: string;
  readonly department?: string;
}

export interface ReviewBasis {
  readonly committee?: string;
  readonly purpose?: string;
  readonly privilegeBasis?: string;
}

export interface ChartSummary {
  readonly counts: readonly {readonly label: string; readonly count: number}[];
  readonly timeline: readonly {readonly at: string; readonly what: string; readonly detail?: string}[];
}

export interface ReportedReview {
  /** "Reviewer A"; a name only where the reader may know it. */
  readonly label: string;
  readonly lockedAt?: string;
  readonly axes: readonly ReviewAxis[];
}

export interface ReviewAxis {
  readonly title: string;
  readonly answer: string;
  readonly comment?: string;
  /** Outcome and harm stand apart from care, so that the one does not colour the other. `care` when absent. */
  readonly about?: 'system' | 'care' | 'outcome' | 'learning' | 'summary';
}

export type AgreementNote =
  | {
      readonly kind: 'estimated';
      /** Such as "Gwet AC2". */
      readonly statistic: string;
      readonly value: number;
      readonly interval?: readonly [number, number];
      readonly reviews: number;
    }
  | {readonly kind: 'notEstimable'; readonly reviews: number}
  | {readonly kind: 'tooFewReviews'; readonly reviews: number; readonly needed: number};

export interface PanelRecord {
  readonly date?: string;
  readonly attendance?: readonly {readonly name: string; readonly role?: string}[];
  readonly recusals?: readonly {readonly name: string; readonly reason?: string}[];
  readonly quorum?: {readonly present: number; readonly required: number};
}

export interface ReportedDetermination {
  readonly rating: string;
  readonly rationale?: string;
  readonly decidedAt?: string;
  /** What the patient experienced, recorded apart from the rating of care. */
  readonly outcome?: string;
}

export interface ReportedFinding {
  readonly at?: string;
  readonly finding: string;
  readonly basis?: string;
  readonly obstacles?: string;
}

export interface LearningOpportunity {
  readonly level: 'system' | 'group' | 'individual';
  readonly text: string;
}

export interface ReportedAction {
  readonly level?: 'system' | 'group' | 'individual';
  readonly title: string;
  readonly owner?: string;
  readonly due?: string;
  readonly state?: string;
}

export interface HistoryEntry {
  readonly at: string;
  readonly what: string;
  readonly who?: string;
}
