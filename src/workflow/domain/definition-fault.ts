import {nearestWord} from './nearest-word';
import {SourcePath} from './transitions';

/** Something because of which a definition cannot be used. */
export interface DefinitionFault {
  /** Where, dotted, as people call it. */
  readonly where: string;
  readonly fault: string;
  /** Keys and indices in the whole source, its part (`workflow`, `forms`, `instrument`) first. */
  readonly at: SourcePath;
}

/** Says what is wrong at a place of the workflow; the place is the nearest one that exists. */
export type Report = (where: string, at: SourcePath, fault: string) => void;

/** The fault of a word that does not exist, with the likely one, or all of them. */
export function unknownWord(kind: string, word: string, known: Iterable<string>): string {
  const words = [...known];
  const nearest = nearestWord(word, words);
  return nearest === null
    ? `${kind} ${word} does not exist; known are ${words.join(', ')}`
    : `${kind} ${word} does not exist; did you mean ${nearest}?`;
}
