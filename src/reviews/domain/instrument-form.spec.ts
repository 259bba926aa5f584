import {Ajv2020} from 'ajv/dist/2020';
import {join} from 'node:path';
import {readInstrument, readInstrumentLibrary} from '../../workflow/definitions/read-instrument';
import {Instrument, instrumentReference, questionsOf} from './instrument';
import {instrumentForm} from './instrument-form';

const workflows = join(__dirname, '..', '..', '..', 'workflows');
const library = new Map(
  readInstrumentLibrary(workflows).map(({value}) => [(value as Instrument).id, value as Instrument]),
);
const named = (id: string): Instrument => library.get(id) ?? {id, version: '1', title: ''};
const ofPeerReview = readInstrument(join(workflows, 'peer-review'))?.value as Instrument;

// As the server compiles forms: a form that its strict mode refuses would not open any case.
const ajv = new Ajv2020({allErrors: true, strict: true, strictRequired: false});
const takes = (instrument: Instrument, answers: unknown): boolean =>
  ajv.validate(instrumentForm(instrument), answers);

const ofReview = {
  systemFactors: ['staffing'],
  overallCare: {rating: 'appropriate'},
  documentation: {rating: 'notApplicable'},
  harm: {rating: 'none'},
  summary: 'Sound.',
};

describe('the form of an instrument', () => {
  it('asks for the system’s factors before the person, for harm apart from care, and for a summary', () => {
    const form = instrumentForm(ofPeerReview) as {required: string[]; properties: object};
    expect(form.required).toEqual(['systemFactors', 'overallCare', 'documentation', 'harm', 'summary']);
    expect(Object.keys(form.properties)).toEqual([
      'systemFactors',
      'overallCare',
      'documentation',
      'harm',
      'commendation',
      'summary',
    ]);
    expect(takes(ofPeerReview, ofReview)).toBe(true);
  });

  it.each([
    ['“not applicable” where the scale has none', {overallCare: {rating: 'notApplicable'}}],
    ['a level that is none', {harm: {rating: 'catastrophic'}}],
    ['no comment from the level on that asks for one', {overallCare: {rating: 'minorOpportunity'}}],
    ['no factor at all', {systemFactors: []}],
    ['an answer to nothing', {blame: 'the physician'}],
    ['no summary', {summary: undefined}],
  ])('refuses %s', (_, wrong) => {
    expect(takes(ofPeerReview, JSON.parse(JSON.stringify({...ofReview, ...wrong})))).toBe(false);
  });

  it('takes a comment where none is asked for', () => {
    const overallCare = {rating: 'appropriate', comment: 'Well documented.'};
    expect(takes(ofPeerReview, {...ofReview, overallCare})).toBe(true);
  });

  it('divides levels by their suffixes', () => {
    const discrepancy = named('radiology-discrepancy');
    const rated = (rating: string, comment?: string) => ({discrepancy: {rating, ...(comment && {comment})}});
    for (const rating of ['1', '2a', '2b', '3a', '3b'])
      expect(takes(discrepancy, rated(rating, 'Seen on the lateral view.'))).toBe(true);
    expect(takes(discrepancy, rated('1'))).toBe(true);
    for (const rating of ['2a', '3b', '2', '1a', '4']) expect(takes(discrepancy, rated(rating))).toBe(false);
  });

  it('rates each phase of care on its own, with a judgement in words', () => {
    const judged = {rating: '4', comment: 'Prompt and well reasoned.'};
    const none = {rating: 'notApplicable'};
    const phases = {
      admission: judged,
      ongoing: judged,
      procedure: none,
      perioperative: none,
      endOfLife: none,
    };
    const instrument = named('structured-judgement-5');
    expect(takes(instrument, {judgement: {...phases, overall: judged}})).toBe(true);
    expect(takes(instrument, {judgement: {...phases, overall: {rating: '4'}}})).toBe(false);
    expect(takes(instrument, {judgement: {...phases, overall: none}})).toBe(false);
    expect(takes(instrument, {judgement: phases})).toBe(false);
  });

  it.each([
    ['care-aspects-3', {careLevel: {rating: 'appropriate'}}, true],
    ['care-aspects-3', {careLevel: {rating: 'questionable', comment: 'Late.'}}, false],
    ['care-aspects-3', {careLevel: {rating: 'questionable', comment: 'Late.'}, careAspect: ['tests']}, true],
    ['care-aspects-3', {careLevel: {rating: 'appropriate'}, careAspect: ['tests']}, false],
    ['scoreless', {concern: 'none', learning: ['nobody']}, true],
    ['scoreless', {concern: 'discuss', learning: ['group']}, false],
    ['scoreless', {concern: 'discuss', concernText: 'The hand-over.', learning: ['group']}, true],
    ['scoreless', {concern: 'none', concernText: 'The hand-over.', learning: ['group']}, false],
  ])('asks a question of %s only after the answers that call for it: %j', (id, answers, taken) => {
    expect(takes(named(id), answers)).toBe(taken);
  });

  it('asks what depends on one of several answers', () => {
    const factors = questionsOf(named('contributing-factors'));
    const instrument: Instrument = {
      ...named('own'),
      questions: [
        ...factors,
        {
          id: 'staffing',
          kind: 'text',
          about: 'system',
          title: 'Which shift',
          when: {question: 'systemFactors', is: ['staffing']},
        },
      ],
    };
    expect(takes(instrument, {systemFactors: ['policy'], staffing: 'The night.'})).toBe(false);
    expect(takes(instrument, {systemFactors: ['policy', 'staffing'], staffing: 'The night.'})).toBe(true);
    expect(takes(instrument, {systemFactors: ['staffing']})).toBe(true);
  });

  it.each([...library.keys()])('is one that the server can compile, for %s', (id) => {
    expect(() => ajv.compile(instrumentForm(named(id)))).not.toThrow();
  });
});

describe('what a review keeps of its instrument', () => {
  it('is its id, its version and the hash of its whole content, parts included', () => {
    const reference = instrumentReference(ofPeerReview);
    expect(reference).toMatchObject({id: 'peer-review', version: '1'});
    expect(reference.hash).toMatch(/^[0-9a-f]{64}$/);
    const [first, ...others] = ofPeerReview.parts ?? [];
    const changed = {...ofPeerReview, parts: [{...first, title: 'Another'} as Instrument, ...others]};
    expect(instrumentReference(changed).hash).not.toBe(reference.hash);
  });
});
