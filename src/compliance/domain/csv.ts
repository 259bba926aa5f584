/** What a spreadsheet takes for a formula, also in its full-width forms and after white space. */
const FORMULA = /^[\t\r\n]|^\s*[=+\-@＝＋－＠]/u;

/**
 * One line of RFC 4180, with its CRLF. A cell that a spreadsheet would run begins with an apostrophe, which says "text"
 * there (OWASP, CSV Injection).
 */
export const csvLine = (cells: readonly (string | number | null)[]): string =>
  `${cells.map(csvCell).join(',')}\r\n`;

function csvCell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
