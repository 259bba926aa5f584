import {CastMember} from './known-identities';

/** Somebody whom a source names as taking part. */
export interface Participant {
  readonly names: readonly string[];
  readonly npi: string | null;
  /** Functions and specialties, as the source words them. */
  readonly roles: readonly string[];
}

const PHYSICIAN = 'Physician';

/** The reviewed physician is the first of all from the beginning: who reads is to know whose care it is about. */
export const SUBJECT_PSEUDONYM = `${PHYSICIAN} A`;

const KINDS: readonly (readonly [string, RegExp])[] = [
  ['Nurse', /\b(?:rn|lpn|msn|bsn|np|crna|nurse|nursing|midwife|sister)\b/i],
  ['Pharmacist', /\b(?:pharmd|rph|pharmacist|pharmacy)\b/i],
  ['Therapist', /\b(?:pt|dpt|ot|slp|therapist|therapy)\b/i],
  [
    PHYSICIAN,
    /\b(?:dr|md|do|mbbs|physician|doctor|surgeon|resident|attend\w*|consultant|hospitalist|intern|fellow|\w+(?:ologist|iatrist|ician|esthesiologist)|medicine|surgery)\b/i,
  ],
];

const OTHERS = 'Colleague';

/** What somebody is called by: words for letters, `Physician`, `Nurse`, by name and role. */
export function kindOfColleague({names, roles}: Pick<Participant, 'names' | 'roles'>): string {
  const said = [...names, ...roles].join(' · ');
  return KINDS.find(([, form]) => form.test(said))?.[0] ?? OTHERS;
}

/** A, B, ... Z, AA, AB. */
export function letter(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : letter(Math.floor(index / 26) - 1) + last;
}

/** Letters alone, without titles, accents and order. */
function nameKey(name: string): string {
  const words = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}]+/u);
  return words
    .filter((word) => word !== '' && !/^(?:dr|prof|mr|mrs|ms|md|do|phd|rn|np|pa)$/.test(word))
    .sort()
    .join(' ');
}

/** One person in two sources: by number where both have one, else by name. */
function isSame(one: Pick<CastMember, 'names' | 'npi'>, other: Pick<CastMember, 'names' | 'npi'>): boolean {
  if (one.npi !== null && other.npi !== null) return one.npi === other.npi;
  const keys = new Set(one.names.map(nameKey));
  return other.names.some((name) => name !== '' && keys.has(nameKey(name)));
}

/**
 * Gives each newcomer the next free letter of their kind. Who has a pseudonym keeps it; newcomers are taken in the order
 * of `shuffled`, so that no letter tells in which order a source lists them.
 *
 * @param shuffled the newcomers in random order
 * @returns for each of them, in that order, the member of the cast that they are
 */
export function castWith(cast: readonly CastMember[], shuffled: readonly Participant[]): CastMember[] {
  const known = [...cast];
  return shuffled.map((newcomer) => {
    const same = known.findIndex((member) => isSame(member, newcomer));
    const before = known[same];
    if (before) {
      const member = {
        pseudonym: before.pseudonym,
        names: [...new Set([...before.names, ...newcomer.names])],
        npi: before.npi ?? newcomer.npi,
      };
      known[same] = member;
      return member;
    }
    const kind = kindOfColleague(newcomer);
    const taken = new Set(known.map(({pseudonym}) => pseudonym));
    let index = kind === PHYSICIAN ? 1 : 0;
    while (taken.has(`${kind} ${letter(index)}`)) index += 1;
    const member = {pseudonym: `${kind} ${letter(index)}`, names: newcomer.names, npi: newcomer.npi};
    known.push(member);
    return member;
  });
}
