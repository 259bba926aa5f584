export const GRADES = ['absolute', 'presumptive', 'advisory'] as const;
export type ConflictGrade = (typeof GRADES)[number];

/** The kinds of conflict, each with the grade that it has unless a programme says otherwise. */
const USUAL = {
  self: 'absolute',
  treatedPatient: 'absolute',
  namedInCase: 'absolute',
  family: 'absolute',
  financial: 'absolute',
  practiceGroup: 'presumptive',
  supervisor: 'presumptive',
  subordinate: 'presumptive',
  reviewedSubject: 'presumptive',
  other: 'presumptive',
  employer: 'advisory',
  sameSpecialty: 'advisory',
} as const satisfies Record<string, ConflictGrade>;

export type ConflictKind = keyof typeof USUAL;

export const CONFLICT_KINDS = Object.keys(USUAL) as readonly ConflictKind[];

/** What somebody can declare; that somebody is the reviewed physician is known already. */
export const DECLARABLE: readonly ConflictKind[] = CONFLICT_KINDS.filter((kind) => kind !== 'self');

/** What a programme may set; `none` leaves a kind out. Being the reviewed physician is absolute, whatever it says. */
export interface ConflictSettings {
  readonly grades?: Readonly<Partial<Record<string, ConflictGrade | 'none'>>>;
  /** Days for which having reviewed the same physician counts. */
  readonly reviewedWithinDays?: number;
}

const USUAL_DAYS = 365;

export interface ConflictRules {
  readonly grade: (kind: ConflictKind) => ConflictGrade | null;
  readonly reviewedWithinDays: number;
}

export function conflictRules({
  grades = {},
  reviewedWithinDays = USUAL_DAYS,
}: ConflictSettings = {}): ConflictRules {
  return {
    grade: (kind) => {
      const set = kind === 'self' ? USUAL.self : (grades[kind] ?? USUAL[kind]);
      return set === 'none' ? null : set;
    },
    reviewedWithinDays,
  };
}
