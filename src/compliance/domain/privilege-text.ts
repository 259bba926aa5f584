/** A text that says on which law a committee's papers are privileged; kept as data under privilege/. */
export interface PrivilegeExample {
  readonly jurisdiction: string;
  readonly title: string;
  readonly statute: string;
  /** What the paper is, under which statute. */
  readonly text: string;
  readonly purpose: string;
  readonly prohibition: string;
  /** Where the wording comes from. */
  readonly source: string;
  /** Counsel who read it; null in everything that is shipped. */
  readonly reviewed_by: string | null;
}

class PrivilegeExampleError extends Error {
  constructor(file: string, fault: string) {
    super(`privilege/${file}: ${fault}`);
    this.name = 'PrivilegeExampleError';
  }
}

const FIELDS = ['jurisdiction', 'title', 'statute', 'text', 'purpose', 'prohibition', 'source'] as const;
/** What fits on a page beside its text. */
const MOST = 1500;

/** @throws PrivilegeExampleError naming the first fault */
export function privilegeExample(file: string, value: unknown): PrivilegeExample {
  if (typeof value !== 'object' || value === null) throw new PrivilegeExampleError(file, 'holds no fields');
  const fields = value as Readonly<Record<string, unknown>>;
  for (const name of FIELDS) {
    const text = fields[name];
    if (typeof text !== 'string' || text.trim() === '')
      throw new PrivilegeExampleError(file, `${name} is missing`);
  }
  if (fields['reviewed_by'] !== null)
    throw new PrivilegeExampleError(file, 'reviewed_by must be null: approval is a recorded act');
  return fields as unknown as PrivilegeExample;
}

/** What is asked of a text before it stands on a page; empty when it is fit. */
export function privilegeFaults(parts: Pick<PrivilegeExample, 'text' | 'purpose' | 'prohibition'>): string[] {
  const whole = composed(parts, {organisation: '', committee: ''});
  return whole.length > MOST ? [`is longer than ${MOST} characters`] : [];
}

/** The one line that stands on every page, export and case: (basis) + purpose + prohibition. */
export function composed(
  {text, purpose, prohibition}: Pick<PrivilegeExample, 'text' | 'purpose' | 'prohibition'>,
  names: {readonly organisation: string; readonly committee: string},
): string {
  return [text, purpose, prohibition]
    .map((part) =>
      part.replaceAll('{organisation}', names.organisation).replaceAll('{committee}', names.committee),
    )
    .map((part) => part.replaceAll(/\s+/g, ' ').trim())
    .filter((part) => part !== '')
    .join(' ');
}
