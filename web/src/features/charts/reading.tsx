import {createContext, use} from 'react';
import {day, moment} from '../../layout';
import {spanInWords, timeInWords} from './chart-time';

/** What the parts of a chart share: the words that are sought, and where evidence goes. */
export interface Reading {
  /** Folded, to be marked where they stand. */
  readonly words: readonly string[];
  /** Puts a quotation into the answer that was chosen; null where nothing is being answered. */
  readonly pin: ((quotation: string) => void) | null;
}

export const ReadingContext = createContext<Reading>({words: [], pin: null});

export const useReading = (): Reading => use(ReadingContext);

const clock = {day, moment};

/** When it was, in the organisation's time; masked dates as the server gives them. */
export const timeOf = (at: string | null): string => timeInWords(at, clock);

export const spanOf = (from: string | null, to: string | null): string => spanInWords(from, to, clock);
