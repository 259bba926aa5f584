import type {CaseReportInput} from './case-report-input';

export const PURPOSES = ['conference', 'teaching', 'registry', 'patientSafetyOrganization'] as const;
export type Purpose = (typeof PURPOSES)[number];

const WORDS: Readonly<Record<Purpose, string>> = {
  conference: 'a conference with others',
  teaching: 'teaching',
  registry: 'a registry',
  patientSafetyOrganization: 'a patient safety organization',
};

export interface CopyFrame {
  /** Random: it leads back to the case through the log alone (45 CFR 164.514(c)). */
  readonly number: string;
  readonly purpose: Purpose;
  /** Masked as all else is. */
  readonly privilegeText: string;
}

/**
 * What of a report may leave the organisation, of one whose texts are masked in full: nothing that says who, where or when
 * (45 CFR 164.514(b)(2)(i)). It names what it takes, so that a part that a report has later stays inside until it is
 * looked at.
 */
export function deidentifiedCopy(report: CaseReportInput, frame: CopyFrame): CaseReportInput {
  const {createdAt, case: known = {}, referral, chart, reviews, finding} = report;
  const {conferenceCase, determination, learning, actions} = report;
  return {
    title: 'De-identified case',
    exportId: frame.number,
    createdAt,
    organisation: `De-identified, for ${WORDS[frame.purpose]}`,
    committee: '45 CFR 164.514(b)(2)',
    reference: frame.number,
    privilegeText: frame.privilegeText,
    watermark: frame.number,
    timeNote: 'Days are counted from the day of the event.',
    ...given({
      case: given({programme: known.programme, caseClass: known.caseClass}),
      referral: referral && given({narrative: referral.narrative}),
      chart,
      reviews: reviews?.map(({label, axes}) => ({label, axes})).sort(byLabel),
      finding:
        finding && given({finding: finding.finding, basis: finding.basis, obstacles: finding.obstacles}),
      conferenceCase,
      determination:
        determination &&
        given({
          rating: determination.rating,
          rationale: determination.rationale,
          outcome: determination.outcome,
        }),
      learning,
      actions: actions?.map(({title, state}) => given({title, state})),
    }),
  };
}

const byLabel = (one: {label: string}, other: {label: string}): number => (one.label < other.label ? -1 : 1);

/** Without the fields that are not there. */
const given = <T extends object>(fields: T): {[K in keyof T]: Exclude<T[K], undefined>} =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;
