import {MASK_WORDS} from '../../../src/disclosure';
import type {TestDatabase} from '../database';
import type {Hospital} from '../hospital';
import {circleOf, holds} from '../law';

/** What a definition's table gives one person of one case now. */
export interface LawfulSight {
  readonly whole: ReadonlySet<string>;
  readonly own: ReadonlySet<string>;
  readonly released: ReadonlySet<string>;
  readonly masks: ReadonlySet<string>;
}

/** Identities of a case, by the compartment that tells them: ids of people. */
export type Identities = Readonly<
  Record<'subjectIdentity' | 'referrerIdentity' | 'reviewerIdentity', ReadonlySet<string>>
>;

export interface CaseSights {
  readonly programme: string;
  readonly number: string;
  readonly identities: Identities;
  readonly of: (key: string) => LawfulSight;
}

const REVIEWERS = new Set([
  ...['offeredReviewer', 'acceptedReviewer', 'formerReviewer', 'outcomeReviewer', 'lockedReviewer'],
]);

/**
 * Who may see what of a case, read from the definition's file (`reveals`, `limiting`, `masking`) and from rows, without the
 * product's own gate, compiler or presenters.
 */
export async function lawfulSights(
  place: {readonly database: TestDatabase; readonly hospital: Hospital},
  caseId: string,
): Promise<CaseSights> {
  const {law, row, facts, relations, mine} = await circleOf(place, caseId);
  const glass = await place.database.asSuperuser<{person_id: string; compartments: string[]}>(
    'SELECT person_id, compartments FROM broken_glass WHERE case_id = $1 AND ended_at IS NULL',
    [caseId],
  );
  const holding = (when: string | undefined): boolean => when === undefined || holds(when, facts);
  const of = (key: string): LawfulSight => {
    const held = mine(key);
    const words = [...held].flatMap((relation) =>
      (law.meta.reveals[relation] ?? []).filter(({when}) => holding(when)).flatMap(({see}) => see),
    );
    const masks = new Set(
      [...held].some((relation) => MASK_WORDS.never.has(relation))
        ? []
        : [...held].flatMap((relation) =>
            (law.meta.masking?.[relation] ?? [])
              .filter(({when}) => holding(when))
              .flatMap((rule) => rule.masks),
          ),
    );
    const opened = held.has('compliance')
      ? glass.filter(({person_id}) => person_id === place.hospital.people.get(key))
      : [];
    const whole = new Set([
      ...words.filter((word) => !word.includes('.')),
      ...opened.flatMap(({compartments}) => compartments),
    ]);
    for (const mask of masks) for (const hidden of MASK_WORDS.hides.get(mask) ?? []) whole.delete(hidden);
    return {whole, own: scoped(words, 'own.'), released: scoped(words, 'released.'), masks};
  };
  const reviewers = relations.filter(({relation}) => REVIEWERS.has(relation));
  return {
    programme: row.programme,
    number: row.number,
    identities: {
      subjectIdentity: new Set([row.subject_id]),
      referrerIdentity: new Set([row.referrer_id]),
      reviewerIdentity: new Set(reviewers.map(({person_id}) => person_id)),
    },
    of,
  };
}

const scoped = (words: readonly string[], scope: string): Set<string> =>
  new Set(words.filter((word) => word.startsWith(scope)).map((word) => word.slice(scope.length)));

/** Compartments of which the definition tells somebody something. */
export const tableOf = (sights: Iterable<LawfulSight>): Set<string> =>
  new Set([...sights].flatMap(({whole, own, released}) => [...whole, ...own, ...released]));
