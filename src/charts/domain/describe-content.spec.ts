import {identifyContent} from './describe-content';

const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const jpeg = Buffer.from('ffd8ffe000104a4649460001', 'hex');

test.each([
  ['a PDF', Buffer.from('%PDF-1.7\n%âãÏÓ\n', 'latin1'), 'pdf'],
  ['a PNG', Buffer.concat([png, Buffer.alloc(50)]), 'png'],
  ['a JPEG', jpeg, 'jpeg'],
  ['a FHIR resource', Buffer.from('{"resourceType": "Bundle"'), 'fhir-json'],
  [
    'a FHIR resource after a byte order mark',
    Buffer.from('\ufeff \n{"id":"1","resourceType" : "Bundle"'),
    'fhir-json',
  ],
  ['JSON that is no FHIR', Buffer.from('{"a": 1}'), 'text'],
  ['a note', Buffer.from('Seen on the ward.\r\n\tStable.\f'), 'text'],
  ['a note cut within a character', Buffer.from('Größe').subarray(0, 3), 'text'],
])('%s is known by its content', (_, head, kind) => {
  expect(identifyContent(head)).toBe(kind);
});

test.each([
  ['nothing', Buffer.alloc(0)],
  ['only blanks', Buffer.from(' \n\t')],
  ['an archive, whatever it is called', Buffer.from('504b0304140000000800', 'hex')],
  ['a PDF that is none', Buffer.from('%PDF-hello there')],
  ['a PDF behind something else', Buffer.from('GIF89a%PDF-1.7\n\u0000')],
  ['half a PNG', png.subarray(0, 12)],
  ['a JPEG marker without a segment', Buffer.from('ffd8ff00', 'hex')],
  ['three bytes of a JPEG', Buffer.from('ffd8ff', 'hex')],
  ['a web page', Buffer.from('<!doctype html><script>')],
  ['a drawing with a script', Buffer.from('\n<svg onload="">')],
  ['PostScript', Buffer.from('%!PS-Adobe-3.0')],
  ['rich text', Buffer.from('{\\rtf1\\ansi')],
  ['text with a NUL', Buffer.from('note\u0000')],
  ['text with a delete character', Buffer.from('note\u007f')],
  ['a broken character at the end', Buffer.from('note\xff', 'latin1')],
  ['Latin-1', Buffer.from('Größe ', 'latin1')],
  ['UTF-16', Buffer.from('note', 'utf16le')],
])('%s is not taken', (_, head) => {
  expect(identifyContent(head)).toBeNull();
});
