import {DocumentKind, documentKinds, ruleOf} from './document-kind';

describe('a kind of document', () => {
  it.each(documentKinds)('has a rule of its own: %s', (kind) => {
    const {mediaType, extensions} = ruleOf(kind);
    expect([mediaType, extensions[0]]).toEqual([
      expect.stringMatching(/^\w+\/\S+$/),
      expect.stringMatching(/^\.\w+$/),
    ]);
  });

  it('that nobody knows has none', () => {
    expect(() => ruleOf('dicom' as DocumentKind)).toThrow(RangeError);
  });
});
