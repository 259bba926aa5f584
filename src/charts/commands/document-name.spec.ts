import fc from 'fast-check';
import {kindOf} from '../domain/document-kind';
import {documentName} from './document-name';

test.each([
  ['../../etc/passwd', 'passwd.txt'],
  ['C:\\Users\\me\\Arztbrief Müller.TXT', 'Arztbrief Müller.TXT'],
  ['page.html', 'page.html.txt'],
  ['..', 'text.txt'],
  ['', 'text.txt'],
  ['harm\u202Etxt.exe', 'harmtxt.exe.txt'],
  ['a\r\nSet-Cookie: x.txt', 'aSet-Cookie: x.txt'],
])('%j is kept as %j', (sent, kept) => {
  expect(documentName(sent, kindOf.text)).toBe(kept);
});

test('any name whatever becomes one that can be shown and stored', () => {
  fc.assert(
    fc.property(fc.string({unit: 'binary', maxLength: 400}), (sent) => {
      const name = documentName(sent, kindOf.jpeg);
      expect(name).toMatch(/\.jpe?g$/i);
      expect(name).not.toMatch(/[\p{C}/\\]/u);
      expect(Array.from(name).length).toBeLessThanOrEqual(200);
    }),
  );
});
