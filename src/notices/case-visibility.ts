import type {SignedInPerson} from '../identity';

/** What the inbox must ask before it names a case; the cases feature answers. */
export abstract class CaseVisibility {
  /** Those of the cases that the person may see now, in whatever capacity. */
  abstract visible(person: SignedInPerson, caseIds: readonly string[]): Promise<ReadonlySet<string>>;

  /**
   * Those of the cases that the person coordinates now and has no other relation to (subject, conflicted, recused,
   * reviewer): there they may know who is involved.
   */
  abstract coordinated(person: SignedInPerson, caseIds: readonly string[]): Promise<ReadonlySet<string>>;
}
