/** What fits on a page beside its text. */
const MOST = 1500;
const GENERAL =
  'Confidential records of peer review and patient safety work. Privileged where the law provides; disclosure to anybody who is not entitled is prohibited. Do not file in the medical record.';

/** The privilege text of what concerns several committees: all of theirs, or a general one where those are none or too long. */
export function privilegeNotice(texts: readonly string[]): string {
  const all = texts.map((text) => text.replaceAll(/\s+/g, ' ').trim()).filter((text) => text !== '');
  const joined = all.join(' / ');
  return joined === '' || joined.length > MOST ? GENERAL : joined;
}
