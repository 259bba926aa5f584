import {accessOf} from './access-of';
import {DeskEvent, ShownEvent} from '../domain/project-event';

const WHO = '11111111-1111-4111-8111-111111111111';
const event = (fields: Partial<ShownEvent> = {}, kind = 'read'): DeskEvent => ({
  ...{
    leaf: 7,
    stream: 's',
    number: 1,
    at: '2026-03-02T08:00:00.000Z',
    kind,
    hash: '',
    previous: '',
    cases: [],
  },
  event: {
    ...{type: 'caseOpened', action: 'R', outcome: '0', on: null, why: 'HQUALIMP', real: null, where: null},
    ...{who: WHO, as: ['chair'], details: {}},
    ...fields,
  },
});

describe('an access', () => {
  it('is a look of a person at content, or a refusal of one', () => {
    const look = {leaf: 7, at: new Date('2026-03-02T08:00:00Z'), who: WHO, as: ['chair'], refused: false};
    expect(accessOf(event())).toEqual([look]);
    const refused = {type: 'requestRefused', details: {code: 'not_found'}};
    expect(accessOf(event(refused, 'refusal'))).toEqual([{...look, refused: true}]);
  });

  it('is none of a machine or of somebody masked, at the desk, or refused for its form', () => {
    expect(accessOf({...event(), event: null})).toEqual([]);
    expect(accessOf(event({who: 'system'}))).toEqual([]);
    expect(accessOf(event({who: null}))).toEqual([]);
    expect(accessOf(event({why: 'HCOMPL'}))).toEqual([]);
    expect(accessOf(event({}, 'change'))).toEqual([]);
    expect(accessOf(event({type: 'requestRefused', details: {code: 'invalid'}}, 'refusal'))).toEqual([]);
  });
});
