import {inflateSync} from 'node:zlib';
import {readPdf} from '../pdf-text';

/** A reply as it came: status and headers, and its body as bytes. */
export interface Reply {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Buffer;
}

/** Everything that a reply says, a PDF's pages, bookmarks and metadata among it, whatever they are packed in. */
export function textOf({status, headers, body}: Reply): string {
  const head = `${status} ${JSON.stringify(headers)}`;
  if (!body.subarray(0, 5).equals(Buffer.from('%PDF-'))) return `${head}\n${body.toString()}`;
  const {pages, metadata, bookmarks} = readPdf(body);
  // Lines of a page break wherever they are full.
  const said = pages.map(({content, artifacts}) => `${content} ${artifacts}`).join('\n');
  return [head, said, said.replaceAll(/\s+/g, ''), metadata, ...bookmarks, unpacked(body)].join('\n');
}

/** The bytes of a PDF as they are, and each stream unpacked. */
function unpacked(file: Buffer): string {
  const text = file.toString('latin1');
  const parts = [text];
  for (const match of text.matchAll(/\/FlateDecode[^]*?stream\r?\n/g)) {
    const from = match.index + match[0].length;
    const to = text.indexOf('endstream', from);
    parts.push(inflateSync(file.subarray(from, to), {finishFlush: 2}).toString('latin1'));
  }
  return parts.join('\n');
}
