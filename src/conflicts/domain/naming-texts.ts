import type {Compartment} from '../../disclosure';
import {NamePairs} from '../../masking';
import type {NamingText} from '../../workflow';
import type {ConflictKind} from './conflict-kinds';

/** Where a name can stand in what was told of a case, in the order in which evidence tells it. */
const EVIDENCE = {
  referral: 'the referral names somebody of this name',
  input: 'the physician’s input names somebody of this name',
  chart: 'a text of the chart names somebody of this name',
} as const satisfies Partial<Record<Compartment, string>>;

type Where = keyof typeof EVIDENCE;

const PLACES = Object.keys(EVIDENCE) as readonly Where[];

export type NamingTexts = ReadonlyMap<Where, NamePairs>;

/** All texts of one place together. */
export function namingTexts(texts: readonly NamingText[]): NamingTexts {
  return new Map(
    PLACES.map((where) => {
      const pairs = new Set<string>();
      for (const text of texts)
        if (text.compartment === where) for (const pair of text.pairs) pairs.add(pair);
      return [where, new NamePairs(pairs)];
    }),
  );
}

export const evidenceOf = (places: readonly Where[]): string =>
  `${places.map((where) => EVIDENCE[where]).join('; ')}; not verified`;

/** Tells whose care another case of the same event is about. */
export const IN_LINKED_CASE = 'is reviewed in a linked case of the same event';

/** The compartments of the texts of which evidence tells; rows that were decided keep the words of their time. */
export const textsNaming = (evidence: string): readonly Compartment[] =>
  PLACES.filter((where) => evidence.includes(EVIDENCE[where]));

/** What a conflict tells of its case: whoever is told of it must see these. */
export const compartmentsTold = ({
  kind,
  evidence,
}: {
  readonly kind: ConflictKind;
  readonly evidence: string;
}): readonly Compartment[] => [
  ...textsNaming(evidence),
  // Whoever reviewed the same physician reviews another case.
  ...(kind === 'reviewedSubject' ? (['reviewerIdentity'] as const) : []),
];
