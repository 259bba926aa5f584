import type {Roster} from './roster';

/** What is known of a patient beside the course: whatever of it recurs in a text is masked. Values as they were written. */
export interface KnownPatient {
  readonly names: readonly string[];
  /** Relatives, employers, household members. */
  readonly contacts: readonly string[];
  /** Record, visit, insurance and account numbers, telephone numbers and addresses of mail. */
  readonly numbers: readonly string[];
  /** Lines of addresses, towns, postal codes. */
  readonly places: readonly string[];
  /** `YYYY-MM-DD`. */
  readonly birthDates: readonly string[];
}

export const NOBODY: KnownPatient = {names: [], contacts: [], numbers: [], places: [], birthDates: []};

/** The reviewed physician or somebody else of the case, and what stands for them in it. */
export interface CastMember {
  readonly pseudonym: string;
  readonly names: readonly string[];
  /** National Provider Identifier. */
  readonly npi: string | null;
}

/** All that a case and its registry know of who is who. */
export interface KnownIdentities {
  readonly patient: KnownPatient;
  readonly cast: readonly CastMember[];
  /** Names of people of the organisation: those outside the cast have no part in the case. */
  readonly people: Roster;
  /** Names of hospitals and wards: masked in what leaves the organisation. */
  readonly organisations: readonly string[];
  /** Departments, practice groups, committees, employers: the same, though one word of them alone is meant with a capital letter. */
  readonly units?: readonly string[];
}

/** All of what several sources know of one patient. */
export function together(known: readonly Partial<KnownPatient>[]): KnownPatient {
  const all = (field: keyof KnownPatient): string[] => [
    ...new Set(known.flatMap((one) => one[field] ?? []).filter((text) => text.trim() !== '')),
  ];
  return {
    names: all('names'),
    contacts: all('contacts'),
    numbers: all('numbers'),
    places: all('places'),
    birthDates: all('birthDates'),
  };
}
