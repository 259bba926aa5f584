import type {SeenCase} from '../../cases';
import type {DocumentItem} from '../persistence/document-content';
import type {DocumentKind} from '../domain/document-kind';
import type {ChartCase} from '../persistence/stored-chart';

export interface ShownDocument {
  readonly id: string;
  readonly kind: DocumentKind;
  readonly name: string;
  readonly mediaType: string;
  /** Absent where something of the file is masked: it would tell how long that is. */
  readonly bytes?: number;
  readonly counts: Readonly<Record<string, number>>;
  readonly notUnderstood: Readonly<Record<string, number>>;
  readonly attachedAt: string;
  /** Attached by the viewer. */
  readonly own: boolean;
  readonly compartment: 'chart' | 'input';
}

/** The documents of the chart that passed the gate. */
export const shownDocuments = (seen: SeenCase): ShownDocument[] =>
  shownFiles(seen).filter(({compartment}) => compartment === 'chart');

/** The files whose item passed the gate, in the order in which they were attached: nothing else is ever opened. */
export function shownFiles({view}: SeenCase): ShownDocument[] {
  return view.disclosed.items
    .filter(({kind}) => kind === 'document' || kind === 'attachment')
    .map((item) => {
      const {
        documentId,
        kind,
        name,
        mediaType,
        bytes,
        counts,
        notUnderstood = {},
      } = item.content() as Omit<DocumentItem, 'bytes' | 'notUnderstood'> & Partial<DocumentItem>;
      const attachedAt = item.createdAt.toISOString();
      const compartment = item.compartment === 'input' ? 'input' : 'chart';
      return {
        ...{id: documentId, kind, name, mediaType, counts, notUnderstood, attachedAt},
        ...{own: item.own, compartment},
        ...(bytes !== undefined && {bytes}),
      };
    });
}

export const chartCaseOf = ({stored}: SeenCase): ChartCase => ({
  organisationId: stored.organisationId,
  caseId: stored.row.id,
  dataKey: stored.dataKey,
});

export const isChart = ({kind}: ShownDocument): boolean => kind === 'fhir';

/** The sum of counts by name. */
export function totals(counts: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const sums = new Map<string, number>();
  for (const [name, count] of counts.flatMap((one) => Object.entries(one)))
    sums.set(name, (sums.get(name) ?? 0) + count);
  return Object.fromEntries(sums);
}
