import {inWords} from '../../layout/in-words';
import type {ChartEntry} from './chart-entry';

/** What need not be said of something that happened: that it is done, and where it is filed. */
const asExpected = new Set(['final', 'finished', 'completed']);

/** Codes of HL7's ActEncounterCode. */
const classes: Readonly<Record<string, string>> = {
  AMB: 'ambulatory',
  EMER: 'emergency',
  FLD: 'in the field',
  HH: 'at home',
  IMP: 'inpatient',
  ACUTE: 'inpatient, acute',
  NONAC: 'inpatient, not acute',
  OBSENC: 'observation',
  PRENC: 'before admission',
  SS: 'short stay',
  VR: 'virtual',
};

/** Short words stand in one line; longer ones below each other. */
const LONGEST_SHORT = 40;

export interface EntryDetail {
  readonly name: string;
  readonly text: string;
  readonly short: boolean;
}

/** What else is said of an entry, with names in words: `serviceProvider` as `Service provider`. */
export function detailsOf({detail, value}: ChartEntry): EntryDetail[] {
  return Object.entries(detail)
    .filter(([name, text]) => !isNoise(name, text) && text !== value)
    .map(([name, text]) => ({
      name: inWords(name),
      text: name === 'class' ? (classes[text] ?? text) : text,
      short: text.length <= LONGEST_SHORT && !text.includes('\n'),
    }));
}

const isNoise = (name: string, text: string): boolean =>
  name === 'raw' || name === 'category' || (name === 'status' && asExpected.has(text));

/** Those who took part by the letter that the server gives them; references of the chart's own say nothing. */
export const namedPerformers = ({performers}: ChartEntry): string[] =>
  performers.filter((performer) => !/^(?:urn:|[A-Za-z]+\/)/.test(performer));
