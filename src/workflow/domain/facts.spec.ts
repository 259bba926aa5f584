import {FactDeclaration, FactLanguage, applySets, domainFault, initialFacts} from './facts';

const declarations: Record<string, FactDeclaration> = {
  attached: {type: 'boolean', initial: false},
  locked: {type: 'integer', minimum: 0, maximum: 3, initial: 0},
  outcome: {type: 'string', values: ['none', 'reviewed'], initial: 'none'},
  quorum: {type: 'boolean', from: 'outside'},
  present: {type: 'integer', minimum: 1, maximum: 9, from: 'outside'},
  room: {type: 'string', values: ['small', 'large'], from: 'outside'},
};

describe('domainFault', () => {
  it.each([
    ['attached', true, null],
    ['attached', 'true', 'is not true or false'],
    ['locked', 3, null],
    ['locked', 4, 'is not a whole number from 0 to 3'],
    ['locked', -1, 'is not a whole number from 0 to 3'],
    ['locked', 1.5, 'is not a whole number from 0 to 3'],
    ['locked', '1', 'is not a whole number from 0 to 3'],
    ['outcome', 'reviewed', null],
    ['outcome', 'lost', 'is not one of none, reviewed'],
    ['outcome', 1, 'is not one of none, reviewed'],
  ])('of %s, %p: %p', (name, value, fault) => {
    expect(domainFault(declarations[name] ?? {type: 'boolean'}, value)).toBe(fault);
  });

  it('takes a declaration that names no bounds as one that allows nothing else than zero', () => {
    expect(domainFault({type: 'integer'}, 0)).toBeNull();
    expect(domainFault({type: 'integer'}, 1)).toMatch('from 0 to 0');
    expect(domainFault({type: 'string'}, 'any')).toBe('is not one of ');
  });
});

describe('initialFacts', () => {
  it('leaves out what is observed from outside', () => {
    expect(initialFacts(declarations)).toEqual({attached: false, locked: 0, outcome: 'none'});
  });
});

describe('applySets', () => {
  const facts = {attached: false, locked: 2, outcome: 'none'};

  it('changes what is declared by a value, a sum, or what is supplied, and nothing else', () => {
    const sets = {attached: true, locked: {add: 1}, outcome: 'any'} as const;
    expect(applySets(declarations, sets, facts, {outcome: 'reviewed'})).toEqual({
      attached: true,
      locked: 3,
      outcome: 'reviewed',
    });
    expect(facts.locked).toBe(2);
  });

  it.each([
    ['beyond its domain', {locked: {add: 2}}, {}],
    ['that is missing', {outcome: 'any'}, {}],
    ['that is superfluous', {}, {locked: 1}],
    ['of no declared fact', {other: true}, {}],
    ['of another type', {attached: 'any'}, {attached: 'yes'}],
  ] as const)('refuses a value %s', (_, sets, supplied) => {
    expect(() => applySets(declarations, sets, facts, supplied)).toThrow(/^fact /);
  });
});

describe('the language of conditions', () => {
  const language = new FactLanguage(declarations);

  it('reads facts and nothing else', () => {
    const holds = language.compile("attached && locked >= 2 || outcome != 'none'");
    expect(holds({attached: true, locked: 2, outcome: 'none'})).toBe(true);
    expect(holds({attached: false, locked: 2, outcome: 'none'})).toBe(false);
    expect(holds({attached: false, locked: 0, outcome: 'reviewed'})).toBe(true);
  });

  it('takes what nobody observed as not given', () => {
    const facts = {attached: false, locked: 0, outcome: 'none'};
    expect(language.compile('quorum')(facts)).toBe(false);
    expect(language.compile('present == 1')(facts)).toBe(true);
    expect(language.compile("room == 'small'")(facts)).toBe(true);
    expect(new FactLanguage({free: {type: 'string', from: 'outside'}}).compile("free == ''")({})).toBe(true);
    expect(new FactLanguage({free: {type: 'integer', from: 'outside'}}).compile('free == 0')({})).toBe(true);
  });

  it.each(['locked', 'unknown', 'locked + 1', 'attached &&', "locked == 'a'", 'process.exit()', '', '((('])(
    'refuses %p',
    (expression) => {
      expect(language.fault(expression)).toEqual(expect.any(String));
      expect(() => language.compile(expression)).toThrow(`"${expression}": `);
    },
  );

  it('finds no fault in a condition', () => {
    expect(language.fault('!attached')).toBeNull();
  });
});
