import {PersonLine} from './parse-people';

/** A person as they are on file. */
export interface KnownPerson {
  readonly id: string;
  readonly displayName: string;
  readonly npi: string | null;
  readonly specialty: string | null;
  readonly department: string | null;
  readonly physician: boolean;
  readonly disabled: boolean;
}

export type Profile = Omit<KnownPerson, 'id' | 'disabled'>;

/** What becomes of one line. `access` is set when the person is to be shut out or let in again. */
export interface PlannedLine {
  readonly line: number;
  readonly email: string;
  readonly what: 'create' | 'change' | 'same';
  /** Names of what changes, for a `change`. */
  readonly changes: readonly string[];
  /** Id on file; `null` for somebody new. */
  readonly id: string | null;
  readonly profile: Profile;
  readonly access: 'disable' | 'enable' | null;
}

/** Somebody who is not there yet and not active either is not entered. */
export function planLine(line: PersonLine, known: KnownPerson | undefined): PlannedLine {
  const {email} = line;
  const profile: Profile = {
    displayName: line.displayName,
    npi: line.npi === undefined ? (known?.npi ?? null) : line.npi,
    specialty: line.specialty === undefined ? (known?.specialty ?? null) : line.specialty,
    department: line.department === undefined ? (known?.department ?? null) : line.department,
    physician: line.physician ?? known?.physician ?? false,
  };
  const planned = {line: line.line, email, profile, id: known?.id ?? null};
  if (!known) return {...planned, what: line.active === false ? 'same' : 'create', changes: [], access: null};
  const changes = (Object.keys(profile) as (keyof Profile)[]).filter((key) => profile[key] !== known[key]);
  const access = accessChange(line.active, known.disabled);
  const what = changes.length > 0 || access !== null ? 'change' : 'same';
  return {...planned, what, changes: access === null ? changes : [...changes, 'active'], access};
}

function accessChange(active: boolean | undefined, disabled: boolean): PlannedLine['access'] {
  if (active === undefined || active !== disabled) return null;
  return active ? 'enable' : 'disable';
}
