import type {ChartEntry, ChartFinding} from './chart-entry';
import {abnormalityOf} from './abnormality';
import {valueInWords} from './trends';

const MOST = 240;

/**
 * An entry as it is quoted in an answer, with when it was: `[Chart, day 0, 14:05: Potassium 6.1 mmol/L, high]`.
 *
 * @param finding the one of its components that is meant
 */
export function quoted(entry: ChartEntry, time: string, finding: ChartFinding = entry): string {
  const parts = finding === entry ? (entry.components ?? []) : [];
  const values = [...(finding.value === null && finding.quantity === null ? [] : [finding]), ...parts];
  const words = values.map((one) => {
    const how = abnormalityOf(one);
    const named = one === finding ? '' : `${one.title} `;
    return `${named}${valueInWords(one)}${how ? `, ${how.words}` : ''}`;
  });
  const said = [finding.title, words.join('; ')].filter(Boolean).join(' ').replaceAll(/\s+/g, ' ');
  const short = said.length > MOST ? `${said.slice(0, MOST - 1)}…` : said;
  return `[Chart, ${time}: ${short}]`;
}

/** A page of a file, as it is quoted. */
export const quotedFile = (name: string, page: number | null): string =>
  page === null ? `[File ${name}]` : `[File ${name}, page ${String(page)}]`;
