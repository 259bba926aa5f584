import {streamOf, viewEntry} from '../domain/entry-view';
import {LogSource, Payload} from './log-source';
import {opens} from './payload-check';

/** The index of an entry after another, by stream and number; null when there is none. */
export async function findEntry(
  source: LogSource,
  size: number,
  {stream, number, after}: {readonly stream: string; readonly number: number; readonly after: number},
): Promise<number | null> {
  for await (const {begin, entries, extra} of source.chunks(size))
    for (const [at, bytes] of [...entries, ...extra].entries()) {
      const view = begin + at > after && bytes ? viewEntry(bytes) : null;
      if (view?.number === number && streamOf(view) === stream) return begin + at;
    }
  return null;
}

/** Where an entry and a payload that do not fit stand, each with the other's kind. */
export interface Openings {
  /** Index of the entry that the payload opens. */
  readonly opened: number | null;
  /** Index of the payload that opens the entry. */
  readonly opening: number | null;
}

/** Looks for what fits to the entry and to the payload at `index`, which do not fit to each other. */
export async function findOpenings(source: LogSource, size: number, index: number): Promise<Openings> {
  let sought: {payload: Payload | null; entry: Buffer | null} | null = null;
  for await (const {begin, entries, payloads = []} of source.chunks(size)) {
    if (begin + entries.length <= index) continue;
    sought = {payload: payloads[index - begin] ?? null, entry: entries[index - begin] ?? null};
    break;
  }
  const expected = sought?.entry && viewEntry(sought.entry);
  let opened: number | null = null;
  let opening: number | null = null;
  for await (const {begin, entries, payloads = []} of source.chunks(size)) {
    for (const [at, bytes] of entries.entries()) {
      const view = bytes && viewEntry(bytes);
      if (view && sought?.payload && opens(view, sought.payload)) opened ??= begin + at;
    }
    for (const [at, payload] of payloads.entries())
      if (payload && expected && opens(expected, payload)) opening ??= begin + at;
  }
  return {opened, opening};
}
