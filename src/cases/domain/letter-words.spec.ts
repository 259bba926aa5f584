import {project} from '../../disclosure';
import type {RecordItem} from '../../disclosure';
import {begin, compileWorkflow, readDefinition} from '../../workflow';
import {letterWords} from './letter-words';

const {source, hash} = readDefinition(`${__dirname}/../../../workflows/peer-review`);
const workflow = compileWorkflow(source, hash);

const asked: RecordItem = {
  id: 'a',
  kind: 'inputRequest',
  compartment: 'input',
  owner: 'S',
  createdAt: new Date(0),
  releasedAt: null,
  toOwner: true,
  masked: () => null,
  content: () => ({question: 'Why?', eventDate: '2026-03-01'}),
};

const seen = (personId: string, relation: string, {inputOffered = true, item = asked} = {}) =>
  project(
    {
      id: 'case',
      workflow,
      facts: {...begin(workflow).facts, inputOffered},
      fields: {progress: {}, subjectIdentity: {focusPhysician: 'S'}, reviewerIdentity: {reviewers: ['R']}},
      items: [item],
      subject: {personId: 'S', pseudonym: 'Physician A'},
    },
    {personId, relations: new Set([relation])},
  );

const office = seen('C', 'coordinator');
const recipient = {name: 'Dr S', reference: 'k3j9', committee: 'Committee'};

describe('the words of a letter', () => {
  it('are what its recipient sees', () => {
    if (!office) throw new Error('the office sees no case');
    expect(letterWords({...recipient, disclosed: seen('S', 'subject')}, office)).toEqual({
      recipient: 'Dr S',
      reference: 'k3j9',
      committee: 'Committee',
      eventDate: '2026-03-01',
    });
  });

  it('are fewer before the recipient knows of the case', () => {
    if (!office) throw new Error('the office sees no case');
    expect(
      letterWords({...recipient, disclosed: seen('S', 'subject', {inputOffered: false})}, office),
    ).toEqual({
      recipient: 'Dr S',
    });
    const blank = {...asked, content: () => ({question: 'Why?', eventDate: ''})};
    const disclosed = seen('S', 'subject', {item: blank});
    expect(letterWords({...recipient, disclosed}, office)).not.toHaveProperty('eventDate');
  });

  it('name nobody to a writer who may not know who it is', () => {
    const writer = seen('F', 'referrer');
    if (!writer) throw new Error('the referrer sees no case');
    expect(writer.sees.has('subjectIdentity')).toBe(false);
    expect(letterWords({...recipient, disclosed: seen('S', 'subject')}, writer)).not.toHaveProperty(
      'recipient',
    );
  });
});
