import type {DocumentModel} from '../../reports';

export interface CertificateParts {
  readonly organisation: string;
  readonly privilege: string;
  readonly number: string;
  readonly requestedBy: string;
  readonly requestedAt: string;
  readonly approvedBy: string;
  readonly approvedAt: string;
  readonly madeAt: Date;
  readonly madeFor: string;
  readonly items: readonly {
    readonly number: string;
    readonly classes: readonly string[];
    readonly executedAt: string | null;
    readonly key: string | null;
    readonly counts: Readonly<Record<string, number>> | null;
  }[];
  readonly policies: readonly {
    readonly class: string;
    readonly programme: string;
    readonly years: number;
    readonly counsel: string;
    readonly approved_on: string;
    readonly document: string;
  }[];
  readonly log: {readonly size: number; readonly root: string; readonly verified: boolean};
}

/** The printed certificate of destruction. */
export function certificate(parts: CertificateParts): DocumentModel {
  const {number, organisation, log} = parts;
  return {
    title: `Certificate of destruction ${number}`,
    subject: `${number} ${parts.madeAt.toISOString()}`,
    language: 'en',
    createdAt: parts.madeAt,
    privilege: {text: parts.privilege},
    footerNote: 'Names no content of what was destroyed.',
    header: {organisation, committee: 'Compliance', reference: number},
    watermark: `${parts.madeFor} · ${parts.madeAt.toISOString()}`,
    blocks: [
      {kind: 'heading', level: 1, text: `Certificate of destruction ${number}`},
      {
        kind: 'keyValues',
        pairs: [
          {label: 'Asked for', value: `${parts.requestedBy}, ${parts.requestedAt}`},
          {label: 'Approved', value: `${parts.approvedBy}, ${parts.approvedAt}`},
        ],
      },
      {
        kind: 'table',
        caption: 'What was destroyed',
        columns: [
          {title: 'Case', weight: 2},
          {title: 'Records', weight: 3},
          {title: 'When', weight: 3},
          {title: 'Key', weight: 4},
        ],
        rows: parts.items.map((item) => [
          item.number,
          `${item.classes.join(', ')} (${counted(item.counts)})`,
          item.executedAt ?? '',
          keyOf(item),
        ]),
      },
      {
        kind: 'table',
        caption: 'By which policies',
        columns: ['Records', 'Programme', 'Years', 'Counsel', 'Approved', 'Document'].map((title) => ({
          title,
          weight: 1,
        })),
        rows: parts.policies.map((policy) => [
          policy.class,
          policy.programme,
          String(policy.years),
          policy.counsel,
          policy.approved_on,
          policy.document,
        ]),
      },
      {
        kind: 'notice',
        title: log.verified ? 'The log still verifies' : 'THE LOG DOES NOT VERIFY',
        text: `${log.size} entries, their chains, keys and every signed checkpoint were checked again, those that were exported as well. The last signed root is ${log.root}.`,
      },
    ],
  };
}

/** The key goes with the content alone; one that opened nothing any more, as after a restoration, has no name. */
const keyOf = ({key, classes}: CertificateParts['items'][number]): string => {
  if (!classes.includes('content')) return 'not destroyed';
  return key ?? 'destroyed; it opened nothing any more';
};

const counted = (counts: Readonly<Record<string, number>> | null): string =>
  Object.entries(counts ?? {})
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${count} ${name}`)
    .join(', ');
