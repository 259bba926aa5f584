import type {ContentItem} from '../../api';
import {contentSections} from './content-sections';

const item = (kind: string, data: ContentItem['data'] = {}): ContentItem => ({
  id: kind,
  kind,
  at: '2026-03-02T09:00:00Z',
  by: null,
  for: null,
  own: false,
  released: false,
  data,
});
const review = item('review', {instrument: {id: 'i', version: '1'}, answers: {}});
const content = [item('input'), item('letter'), item('document'), review];
const titled = (reviewed: boolean) =>
  contentSections({content, reviewed}).map(({title, items}) => [title, items.map(({kind}) => kind)]);

describe('what is known of a case', () => {
  it('is one list in the order in which it came, without the reviews, which stand apart', () => {
    expect(titled(false)).toEqual([['What is known', ['input', 'letter', 'document']]]);
  });

  it('is sorted for the physician whose care is reviewed, and nothing is left out', () => {
    expect(titled(true)).toEqual([
      ['What the committee tells you', ['letter']],
      ['What you were asked, and what you said', ['input']],
      ['What else you may see', ['document']],
    ]);
  });
});
