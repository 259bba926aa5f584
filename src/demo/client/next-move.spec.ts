import type {CaseView, OfferedAction} from './contract';
import type {Move, Seat} from './move';
import {MoveMemory} from './move-memory';
import {nextMove, questionnaires} from './next-move';

const form = {type: 'object', properties: {}};
const words = {type: 'object', properties: {reason: {type: 'string'}}};
const survey = {type: 'object', properties: {fair: {oneOf: [{const: 1}, {const: 2}]}}};
const upload = {href: '/somewhere', field: 'file', accept: [], maxBytes: 1};

const action = (type: string, parts: Partial<OfferedAction> = {}): OfferedAction => ({
  type,
  title: type,
  primary: false,
  ...(parts.upload ? {} : {form}),
  ...parts,
});

const seated = (
  key: string,
  state: string,
  actions: OfferedAction[],
  view: Partial<CaseView> = {},
): Seat => ({
  key,
  roles: [key],
  view: {
    id: '1',
    number: 'N',
    version: 'v',
    settled: false,
    state,
    waitingFor: [],
    allowedActions: actions,
    ...view,
  },
});

const typeOf = (move: Move | null): string | undefined => move?.action.type;

const aside = [action('aside'), action('away')];

describe('the next move', () => {
  it('is a file where one can be sent and none was', () => {
    const seats = [seated('a', 's', [action('go', {primary: true}), action('send', {upload})])];
    const memory = new MoveMemory();
    const move = nextMove(seats, memory);
    expect(typeOf(move)).toBe('send');
    if (move) memory.did(move);
    expect(typeOf(nextMove(seats, memory))).toBe('go');
  });

  it('is the primary action of anyone, whatever else is offered', () => {
    const seats = [
      seated('a', 's', aside),
      {...seated('b', 's', []), view: null},
      seated('c', 's', [action('go', {primary: true})]),
    ];
    expect(nextMove(seats, new MoveMemory())).toMatchObject({seat: {key: 'c'}, action: {type: 'go'}});
  });

  it('is, without a primary one, what is new in this state, never what was offered all along', () => {
    const memory = new MoveMemory();
    memory.look([seated('a', 'first', aside)]);
    const seats = [seated('a', 'second', [...aside, action('round')])];
    memory.look(seats);
    const move = nextMove(seats, memory);
    expect(typeOf(move)).toBe('round');
    if (move) memory.did(move);
    expect(nextMove(seats, memory)).toBeNull();
  });

  it('goes to whom the case waits for first', () => {
    const view = {waitingFor: [{role: 'b'}]};
    const seats = [seated('a', 's', [action('one')], view), seated('b', 's', [action('two')], view)];
    expect(typeOf(nextMove(seats, new MoveMemory()))).toBe('two');
  });

  it('comes to an end although a primary action leads nowhere', () => {
    const memory = new MoveMemory();
    const seats = [seated('a', 's', [action('again', {primary: true})])];
    let count = 0;
    for (let move = nextMove(seats, memory); move; move = nextMove(seats, memory)) {
      memory.did(move);
      count += 1;
    }
    expect(count).toBe(30);
  });
});

describe('what is asked after the end', () => {
  it('is what is answered by choosing alone, once', () => {
    const memory = new MoveMemory();
    const seats = [
      seated('a', 's', [action('survey', {form: survey}), action('reopen', {form: words}), action('yes')]),
    ];
    const [move, ...others] = questionnaires(seats, memory);
    expect(typeOf(move ?? null)).toBe('survey');
    expect(others).toEqual([]);
    if (move) memory.did(move);
    expect(questionnaires(seats, memory)).toEqual([]);
  });
});
