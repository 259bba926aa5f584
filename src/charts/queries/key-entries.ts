import {TellingClass, TimelineMark, inOrder, tellingClasses} from '../persistence/timeline-mark';

/** How many of each class come first, before the rest of the room goes to the more telling classes. */
const OF_EACH = 8;

interface Marked {
  readonly mark: TimelineMark;
}

/** The latest of each class, at most `most` in all, in chronological order. */
export function keyEntries<Entry extends Marked>(entries: readonly Entry[], most: number): Entry[] {
  const latest = new Map<TellingClass, Entry[]>(tellingClasses.map((telling) => [telling, []]));
  for (const entry of entries) {
    const telling = entry.mark[3];
    if (telling !== null) latest.get(telling)?.push(entry);
  }
  const classes = [...latest.values()].map((all) => all.sort((a, b) => momentOf(b) - momentOf(a)));
  const first = classes.flatMap((all) => all.slice(0, OF_EACH));
  const others = classes.flatMap((all) => all.slice(OF_EACH));
  return inOrder([...first, ...others].slice(0, most));
}

/** An entry without a date counts as the oldest. */
const momentOf = ({mark}: Marked): number => mark[0] ?? Number.MIN_SAFE_INTEGER;
