import {StreamEvent} from '../../audit';
import {project} from '../../disclosure';
import {readDefinitions} from '../../workflow/definitions/read-definitions';
import {compileWorkflow} from '../../workflow/domain/compile-workflow';
import {projectHistory} from './project-history';

const read = readDefinitions(`${__dirname}/../../../workflows`).find(
  ({source}) => source.workflow.id === 'peer-review',
);
if (!read) throw new Error('workflows/peer-review is missing');
const workflow = compileWorkflow(read.source, read.hash);

const subject = {personId: 'S', pseudonym: 'Physician A'};
const disclosed = (relations: readonly string[], personId: string) => {
  const fields = {progress: {progress: 'underWay'}, stage: {state: 'x'}, process: {class: 'case'}};
  const record = {id: 'case', workflow, facts: workflow.initialFacts, fields, items: [], subject};
  const seen = project(record, {personId, relations: new Set(relations)});
  if (!seen) throw new Error('nothing is disclosed');
  return seen;
};

const entry = (
  number: number,
  who: string,
  as: string[],
  details: StreamEvent['event'] | object,
): StreamEvent => ({
  number,
  at: new Date(number),
  kind: 'change',
  hash: `h${number}`,
  event: {
    type: 'action',
    action: 'U',
    v: 1,
    real: null,
    why: 'HQUALIMP',
    where: {via: 'http', address: '192.0.2.7', session: null},
    outcome: '0',
    who,
    as,
    on: 'case',
    details: details as Record<string, unknown>,
  },
});
const events: StreamEvent[] = [
  entry(1, 'F', ['referrer'], {}),
  entry(2, 'C', ['coordinator'], {action: 'startScreening', from: 'open.referred', to: 'open.screening'}),
  entry(3, 'R', ['acceptedReviewer'], {action: 'lockReview', from: 'a', to: 'b'}),
  entry(4, 'N', [], {action: 'x'}),
  {...entry(5, 'F', [], {}), event: null},
];

describe('the history', () => {
  const titles = (action: string): string => action.toUpperCase();
  const history = (relations: readonly string[], personId: string) =>
    projectHistory(disclosed(relations, personId), events, {
      personId,
      compliance: relations.includes('compliance'),
      titles,
    });

  it('is each step for the office, with names', () => {
    expect(history(['coordinator'], 'C').map(({type, by, as, own}) => [type, by, as, own])).toEqual([
      ['action', 'F', 'referrer', false],
      ['startScreening', 'C', 'coordinator', true],
      ['lockReview', 'R', 'acceptedReviewer', false],
      ['x', 'N', null, false],
    ]);
  });

  it('is the own steps for others, and without names where an identity is not theirs to know', () => {
    expect(history(['referrer'], 'F').map(({number, type}) => [number, type])).toEqual([
      [undefined, 'action'],
    ]);
    expect(history(['compliance'], 'Z').map(({number, hash, by}) => [number, hash, by])).toEqual([
      [1, 'h1', null],
      [2, 'h2', 'C'],
      [3, 'h3', null],
      [4, 'h4', 'N'],
    ]);
  });

  it('tells from where to where only to those who see stages', () => {
    expect(history(['coordinator'], 'C')[1]).toMatchObject({title: 'STARTSCREENING', from: 'open.referred'});
    expect(history(['referrer'], 'F')[0]).not.toHaveProperty('from');
  });
});
