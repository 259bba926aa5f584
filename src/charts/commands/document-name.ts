import {KindRule} from '../domain/document-kind';

const LONGEST = 200;

/**
 * The sender's name for a file, fit to be shown and to be saved under: no folders, no control, formatting or unpaired
 * characters (which can turn a name around), at most 200 characters, ending as its true kind does.
 */
export function documentName(sent: string, {kind, extensions}: KindRule): string {
  const last = sent.split(/[/\\]/).at(-1) ?? '';
  const clean = last
    .normalize('NFC')
    .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '')
    .trim()
    .replace(/^\.+/, '');
  const stem = clean === '' ? kind : clean;
  const fits = extensions.some((extension) => stem.toLowerCase().endsWith(extension));
  if (fits && Array.from(stem).length <= LONGEST) return stem;
  const [extension] = extensions;
  return (
    Array.from(stem)
      .slice(0, LONGEST - extension.length)
      .join('') + extension
  );
}
