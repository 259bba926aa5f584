import type {Compartment} from '../../disclosure';
import {NamePairs} from '../../masking';
import type {NamingText} from '../../workflow';

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
      const pairs = texts.filter(({compartment}) => compartment === where).flatMap((text) => [...text.pairs]);
      return [where, new NamePairs(new Set(pairs))];
    }),
  );
}

export const evidenceOf = (places: readonly Where[]): string =>
  `${places.map((where) => EVIDENCE[where]).join('; ')}; not verified`;

/** The compartments of the texts of which evidence tells. */
export const textsNaming = (evidence: string): readonly Compartment[] =>
  PLACES.filter((where) => evidence.includes(EVIDENCE[where]));
