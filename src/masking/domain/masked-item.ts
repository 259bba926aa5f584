import type {Mask} from '../../disclosure';
import type {TextMask} from './text-mask';

type Content = Readonly<Record<string, unknown>>;

/** What a referral tells of how it ended: what happened, why it was noticed, and by whom. */
const OUTCOME_FIELDS: Readonly<Partial<Record<string, readonly string[]>>> = {
  referral: ['narrative', 'trigger', 'source'],
};

/** Fields that are ours alone: days of the review, and what was answered. */
const KEPT: Readonly<Partial<Record<string, readonly string[]>>> = {
  assignment: ['due'],
  review: ['instrument'],
  harmRating: ['instrument'],
  improvementAction: ['action', 'due'],
};

/** Days of the review too tell when somebody was treated, once they are outside. */
const DAYS: ReadonlySet<string> = new Set(['due']);

/** The content of an item of a case for those for whom something is masked. */
export function maskedItem(
  {kind, content}: {readonly kind: string; readonly content: unknown},
  masks: ReadonlySet<Mask>,
  text: TextMask,
): unknown {
  if (typeof content !== 'object' || content === null || Array.isArray(content)) return text.value(content);
  const left = masks.has('outcome') ? (OUTCOME_FIELDS[kind] ?? []) : [];
  const outside = masks.has('institutions');
  const kept = (KEPT[kind] ?? []).filter((field) => !(outside && DAYS.has(field)));
  return Object.fromEntries(
    Object.entries(content as Content)
      .filter(([field]) => !left.includes(field))
      .map(([field, value]) => [field, kept.includes(field) ? value : text.value(value)]),
  );
}
