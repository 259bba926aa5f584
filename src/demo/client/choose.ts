import type {Schema} from './contract';

export interface Choice {
  readonly value: unknown;
  readonly title: string;
}

export interface ChoosingContext {
  /** People in whose name the client can sign in: the number of their roles, by id. */
  readonly people: ReadonlyMap<string, number>;
  /** How often this was asked before: later answers differ. */
  readonly turn: number;
  /** How many to choose where some may be chosen. */
  readonly several: number;
}

/** The choices of `enum`, or of a `oneOf` of constants; null when the schema is none of these. */
export function choicesOf(schema: Schema): readonly Choice[] | null {
  const {enum: values, oneOf} = schema;
  if (Array.isArray(values)) return (values as unknown[]).map((value) => ({value, title: String(value)}));
  if (!Array.isArray(oneOf) || oneOf.length === 0) return null;
  const options = oneOf as Schema[];
  if (!options.every((option) => 'const' in option)) return null;
  return options.map((option) => ({
    value: option['const'],
    title: String(option['title'] ?? option['const']),
  }));
}

/** People who can act here, those with the fewest offices first: the others are needed for something else. */
function peopleAmong(choices: readonly Choice[], {people}: ChoosingContext): readonly Choice[] {
  const offices = ({value}: Choice): number => people.get(String(value)) ?? Number.POSITIVE_INFINITY;
  return choices
    .filter(({value}) => people.has(String(value)))
    .sort((one, other) => offices(one) - offices(other));
}

/**
 * One of several. Of people, whom the client can sign in as; of labels, one from the middle, for the ends of a scale are
 * seldom meant, and another one at each turn; in a list (`item`) one after the other.
 */
export function choose(choices: readonly Choice[], context: ChoosingContext, item: number | null): unknown {
  const people = peopleAmong(choices, context);
  if (people.length > 0) return people[(item ?? 0) % people.length]?.value;
  const start = item ?? Math.floor((choices.length - 1) / 2) + context.turn;
  return choices[start % choices.length]?.value;
}

/** Different ones: of people all when there is no limit, else some. */
export function chooseSeveral(
  choices: readonly Choice[],
  context: ChoosingContext,
  {least, most}: {readonly least: number; readonly most: number | null},
): unknown[] {
  const people = peopleAmong(choices, context);
  const from = people.length >= least && people.length > 0 ? people : choices;
  const wanted = most === null && people.length > 0 ? from.length : context.several;
  const count = Math.max(least, Math.min(wanted, most ?? wanted, from.length));
  return from.slice(0, count).map(({value}) => value);
}
