import type {Case, ContentItem} from '../../api';
import {answeredIn} from './answers';

export interface ContentSection {
  readonly title: string;
  readonly items: readonly ContentItem[];
}

/** What the reviewed physician reads apart, in this order; everything else that they may see comes last. */
const OF_THE_REVIEWED: readonly (readonly [title: string, kinds: readonly string[]])[] = [
  ['What the committee tells you', ['letter', 'determination', 'commendation', 'bottomLines']],
  [
    'What you were asked, and what you said',
    ['inputRequest', 'requestedPatient', 'input', 'acknowledgement', 'response', 'survey'],
  ],
  ['What improves because of it', ['improvementAction', 'improvementDone']],
];

/** What is known of a case in the order in which it is read; reviews are shown apart, side by side. */
export function contentSections({content, reviewed}: Pick<Case, 'content' | 'reviewed'>): ContentSection[] {
  const items = content.filter((item) => answeredIn(item) === null);
  const apart = reviewed ? OF_THE_REVIEWED : [];
  const taken = new Set(apart.flatMap(([, kinds]) => kinds));
  const sections = apart.map(([title, kinds]) => ({
    title,
    items: items.filter(({kind}) => kinds.includes(kind)),
  }));
  const rest = {
    title: reviewed ? 'What else you may see' : 'What is known',
    items: items.filter(({kind}) => !taken.has(kind)),
  };
  return [...sections, rest].filter((section) => section.items.length > 0);
}
