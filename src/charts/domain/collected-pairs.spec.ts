import {CollectedPairs} from './collected-pairs';
import type {TimelineEntry} from './timeline';

const entry = (parts: Partial<TimelineEntry>): TimelineEntry => ({
  ...{id: 'e', kind: 'other', at: null, end: null, encounter: null, performers: ['Ada Lovelace']},
  ...{title: '', code: null, value: null, quantity: null, referenceRange: null, interpretation: null},
  detail: {},
  ...parts,
});

describe('of a file is kept, to find people by', () => {
  it('what stands in its entries, but not who took part', () => {
    const pairs = new CollectedPairs();
    const finding = {code: null, quantity: null, referenceRange: null, interpretation: null};
    pairs.entries([
      entry({title: 'Call to Grace Hopper', value: 'seen by Dr Noether', detail: {note: 'Alan Turing said'}}),
      entry({components: [{...finding, title: 'Emil Post', value: 'Kurt Gödel'}]}),
    ]);
    expect(pairs.found).toEqual(['alan turing', 'dr noether', 'emil post', 'grace hopper', 'kurt godel']);
  });

  it('what stands in its text, wherever it is cut', () => {
    const text = Buffer.from('then Dr. Gödel came and said nothing');
    for (let cut = 1; cut < text.length; cut += 1) {
      const pairs = new CollectedPairs();
      pairs.bytes(text.subarray(0, cut));
      pairs.bytes(text.subarray(cut));
      expect(pairs.found).toContain('dr godel');
    }
  });

  it('no more than a chart could hold', () => {
    const pairs = new CollectedPairs(2);
    for (const name of ['Ada Byron', 'Emmy Noether', 'Grace Hopper']) pairs.entries([entry({title: name})]);
    expect(pairs.found).toEqual(['ada byron', 'emmy noether']);
  });
});
