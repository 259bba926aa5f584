import type {DocumentModel} from '../../reports';
import {csvLine} from './csv';
import {ExportHead, watermark} from './export-lines';

/**
 * An entry of a privilege log, as a court expects one (Fed. R. Civ. P. 26(b)(5)(A)): enough to assess the claim, nothing of
 * what is withheld. People stand there by their roles.
 */
export interface PrivilegeEntry {
  /** Number of the production and place: PRD-2026-0001.3. */
  readonly entry: string;
  /** ISO 8601, UTC. */
  readonly date: string;
  readonly documentType: string;
  readonly author: string;
  readonly recipients: readonly string[];
  /** General, without content. */
  readonly subject: string;
  readonly basis: string;
  readonly caseNumber: string;
}

interface DocumentKind {
  readonly type: string;
  readonly author: string;
  readonly subject: string;
}

/** What may be said of a record by its kind alone. */
const KINDS: Readonly<Record<string, DocumentKind>> = {
  referral: {type: 'Referral', author: 'referrer', subject: 'Report of an event to peer review'},
  patient: {type: 'Record', author: 'office', subject: 'Identity of the patient concerned'},
  protection: {type: 'Record', author: 'office', subject: 'Entry of the case into the protected space'},
  screening: {type: 'Memo', author: 'office', subject: 'Screening of the case'},
  document: {type: 'Chart', author: 'treating staff', subject: 'Extract of the medical record'},
  attachment: {type: 'Attachment', author: 'physician', subject: 'Enclosure to the physician’s account'},
  inputRequest: {type: 'Letter', author: 'office', subject: 'Request for the physician’s account'},
  input: {type: 'Statement', author: 'physician', subject: 'The physician’s account'},
  review: {type: 'Review', author: 'reviewer', subject: 'A reviewer’s assessment'},
  harmRating: {type: 'Review', author: 'reviewer', subject: 'A reviewer’s rating of harm'},
  meeting: {type: 'Minutes', author: 'committee', subject: 'Meeting of the committee on the case'},
  attendance: {type: 'Minutes', author: 'committee', subject: 'Attendance at the committee'},
  recusal: {type: 'Minutes', author: 'committee', subject: 'Recusal of a member'},
  determination: {type: 'Minutes', author: 'committee', subject: 'Determination of the committee'},
  letter: {type: 'Letter', author: 'committee', subject: 'Letter to the physician'},
  response: {type: 'Statement', author: 'physician', subject: 'The physician’s response'},
  handOff: {type: 'Memo', author: 'office', subject: 'Hand-off to the formal process'},
};
const OTHER: DocumentKind = {
  type: 'Memo',
  author: 'office',
  subject: 'Working record of the review',
};

export const describeKind = (kind: string): DocumentKind => KINDS[kind] ?? OTHER;

/** Roles in words that a court knows, each once. */
const WORDS: Readonly<Record<string, string>> = {
  coordinator: 'office',
  compliance: 'compliance',
  administrator: 'administrator',
  chair: 'committee',
  viceChair: 'committee',
  member: 'committee',
  presiding: 'committee',
  present: 'committee',
  referrer: 'referrer',
  subject: 'physician',
  offeredReviewer: 'reviewer',
  acceptedReviewer: 'reviewer',
  formerReviewer: 'reviewer',
  outcomeReviewer: 'reviewer',
  lockedReviewer: 'reviewer',
  actionOwner: 'owner of an improvement action',
  physicianLeader: 'physician leader',
};

export const rolesInWords = (roles: Iterable<string>): string[] =>
  [...new Set([...roles].flatMap((role) => WORDS[role] ?? []))].sort();

const COLUMNS = [
  'entry',
  'date',
  'document_type',
  'author_role',
  'recipient_roles',
  'subject',
  'privilege_basis',
  'treatment',
  'case',
  'export',
  'privilege',
];

/** RFC 4180; every line carries the watermark and the privilege text, since lines are copied apart. */
export const privilegeLogCsv = (head: ExportHead, entries: readonly PrivilegeEntry[]): string =>
  [
    csvLine(COLUMNS),
    ...entries.map((one) =>
      csvLine([
        ...[one.entry, one.date.slice(0, 10), one.documentType, one.author, one.recipients.join('; ')],
        ...[one.subject, one.basis, 'withheld in full', one.caseNumber, watermark(head), head.privilege],
      ]),
    ),
  ].join('');

export interface ProductionHead {
  readonly organisation: string;
  readonly number: string;
  readonly requester: string;
  readonly authority: string;
  readonly receivedOn: string;
  readonly files: readonly {
    readonly export: string | null;
    readonly description: string;
    readonly sha256: string;
  }[];
}

/** The production record with its privilege log, to be printed. Dates are UTC. */
export function privilegeLogDocument(
  head: ExportHead,
  production: ProductionHead,
  entries: readonly PrivilegeEntry[],
): DocumentModel {
  const {organisation, number, requester, authority, receivedOn, files} = production;
  return {
    title: `Privilege log ${number}`,
    subject: `Production ${number}, export ${head.number}`,
    language: 'en',
    createdAt: new Date(head.madeAt),
    privilege: {text: head.privilege},
    header: {organisation, committee: 'Compliance', reference: head.number},
    footerNote: 'Names no content of what is withheld. People stand by their roles.',
    watermark: watermark(head),
    blocks: [
      {kind: 'heading', level: 1, text: `Production ${number}`},
      {
        kind: 'keyValues',
        pairs: [
          {label: 'Asked for by', value: requester},
          {label: 'Authority', value: authority},
          {label: 'Received', value: receivedOn},
        ],
      },
      {kind: 'heading', level: 1, text: 'Produced'},
      ...(files.length === 0
        ? [{kind: 'paragraph', text: 'Nothing was produced.'} as const]
        : [
            {
              kind: 'table',
              caption: 'Files that were handed over',
              columns: [
                {title: 'Export', weight: 2},
                {title: 'What', weight: 3},
                {title: 'SHA-256', weight: 5},
              ],
              rows: files.map((file) => [file.export ?? '', file.description, file.sha256]),
            } as const,
          ]),
      {kind: 'heading', level: 1, text: 'Withheld'},
      {
        kind: 'table',
        caption: `${entries.length} records withheld in full, each cited as ${number} and its entry`,
        columns: [
          {title: 'Entry', weight: 2.1},
          {title: 'Date', weight: 3.2},
          {title: 'Type', weight: 3.3},
          {title: 'Author', weight: 3.3},
          {title: 'Recipients', weight: 5},
          {title: 'Subject', weight: 4.2},
          {title: 'Basis', weight: 4},
        ],
        rows: entries.map((one) => [
          one.entry.slice(one.entry.lastIndexOf('.') + 1),
          one.date.slice(0, 10),
          one.documentType,
          one.author,
          one.recipients.join(', ') || 'nobody',
          one.subject,
          one.basis,
        ]),
      },
    ],
  };
}
