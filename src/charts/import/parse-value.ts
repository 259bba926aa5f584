import {isUtf8} from 'node:buffer';

import {ChartImportError} from './chart-import-error';

/** One JSON escape, a surrogate pair counting as one: RFC 8259 section 7. */
const escape = /\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\./g;

const unstorable = /^\\u(?:0000|[dD][89a-fA-F][0-9a-fA-F]{2})$/;

export interface ParsedValue {
  value: unknown;
  /** How many characters that PostgreSQL cannot hold (U+0000, lone surrogates) became U+FFFD. */
  replaced: number;
}

/**
 * Parses one value strictly (RFC 8259, UTF-8). The escapes are mended in the JSON text, so that no key can turn into
 * `__proto__` after the parser has made an ordinary property of it.
 *
 * @param at the JSON Pointer for the message
 * @throws ChartImportError `chart_malformed`; the parser's own message would quote the chart
 */
export function parseValue(bytes: Buffer, at: string): ParsedValue {
  if (!isUtf8(bytes)) {
    throw new ChartImportError(
      'chart_malformed',
      `The text at ${at} is not UTF-8. Export the chart as UTF-8.`,
    );
  }
  let text = bytes.toString('utf8');
  let replaced = 0;
  if (text.includes('\\u')) {
    text = text.replace(escape, (found) => {
      if (!unstorable.test(found)) return found;
      replaced += 1;
      return '\\ufffd';
    });
  }
  try {
    return {value: JSON.parse(text), replaced};
  } catch {
    throw new ChartImportError('chart_malformed', `The JSON at ${at} is not valid. Export the chart again.`);
  }
}
