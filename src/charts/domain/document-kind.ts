import type {ContentKind} from './describe-content';

export const documentKinds = ['fhir', 'pdf', 'png', 'jpeg', 'text'] as const;
export type DocumentKind = (typeof documentKinds)[number];

export interface KindRule {
  readonly kind: DocumentKind;
  readonly mediaType: string;
  /** Its usual file name extensions, the first for those who have none. */
  readonly extensions: readonly [string, ...string[]];
  /** Whether its bytes shrink when they are stored. */
  readonly compress: boolean;
}

export const kindOf: Readonly<Record<ContentKind, KindRule>> = {
  'fhir-json': {kind: 'fhir', mediaType: 'application/fhir+json', extensions: ['.json'], compress: true},
  pdf: {kind: 'pdf', mediaType: 'application/pdf', extensions: ['.pdf'], compress: false},
  png: {kind: 'png', mediaType: 'image/png', extensions: ['.png'], compress: false},
  jpeg: {kind: 'jpeg', mediaType: 'image/jpeg', extensions: ['.jpg', '.jpeg'], compress: false},
  text: {kind: 'text', mediaType: 'text/plain', extensions: ['.txt'], compress: true},
};

export function ruleOf(kind: DocumentKind): KindRule {
  const rule = Object.values(kindOf).find((one) => one.kind === kind);
  if (!rule) throw new RangeError(`there is no kind of document named ${kind}`);
  return rule;
}
