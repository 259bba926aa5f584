import fc from 'fast-check';
import {attachmentNamed} from './content-disposition';

test('no name breaks out of the header', () => {
  fc.assert(
    fc.property(fc.string({unit: 'grapheme', maxLength: 400}), (name) => {
      expect(attachmentNamed(name)).toMatch(
        /^attachment; filename="[\x20-\x21\x23-\x24\x26-\x5b\x5d-\x7e]*"; filename\*=UTF-8''[\w.!~%-]*$/,
      );
    }),
  );
});

test('old readers get a plain name, others the true one', () => {
  expect(attachmentNamed(`Übergabe "4" (1).pdf`)).toBe(
    `attachment; filename="_bergabe _4_ (1).pdf"; filename*=UTF-8''%C3%9Cbergabe%20%224%22%20%281%29.pdf`,
  );
});
