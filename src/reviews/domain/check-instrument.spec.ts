import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {readInstrument, readInstrumentLibrary} from '../../workflow/definitions/read-instrument';
import {InstrumentCheck} from './check-instrument';
import {Instrument, Question, isScoreless} from './instrument';

const workflows = join(__dirname, '..', '..', '..', 'workflows');
const schema = JSON.parse(readFileSync(join(workflows, 'instrument.schema.json'), 'utf8')) as object;
const check = new InstrumentCheck(schema);

const scale = [
  {value: 'good', label: 'Good'},
  {value: 'poor', label: 'Poor'},
];
const care: Question = {id: 'care', kind: 'scale', about: 'care', title: 'Care', scale};
const harm: Question = {
  id: 'harm',
  kind: 'scale',
  about: 'harm',
  title: 'Harm',
  scale: [
    {value: 'none', label: 'None'},
    {value: 'death', label: 'Death'},
  ],
};
const yes: Question = {
  id: 'yes',
  kind: 'choice',
  about: 'concern',
  title: 'Concern',
  options: [
    {value: 'yes', label: 'Yes'},
    {value: 'no', label: 'No'},
  ],
};
const text = (id: string, more: object = {}): Question => ({
  id,
  kind: 'text',
  about: 'summary',
  title: 'Words',
  ...more,
});
const of = (...questions: readonly object[]): Record<string, unknown> => ({
  id: 'own',
  version: '1',
  title: 'Own',
  questions,
});
const faults = (file: unknown): string[] =>
  check.faults(file).map(({path, fault}) => `${path.join('.')}: ${fault}`);

describe('an instrument', () => {
  it('is sound as it is shipped', () => {
    const shipped = readInstrumentLibrary(workflows);
    expect(shipped.map(({value}) => (value as Instrument).id)).toEqual(
      expect.arrayContaining([
        'care-rating-3',
        'care-aspects-3',
        'avoidability-6',
        'structured-judgement-5',
        'radiology-discrepancy',
        'scoreless',
        'harm-scale',
      ]),
    );
    for (const {file, value} of shipped) {
      expect({file, faults: faults(value)}).toEqual({file, faults: []});
      const {provenance, licence} = value as Instrument;
      expect({file, told: Boolean(provenance && licence)}).toEqual({file, told: true});
    }
    expect(faults(readInstrument(join(workflows, 'peer-review'))?.value)).toEqual([]);
  });

  it.each<[string, unknown, string[]]>([
    [
      'nothing',
      null,
      [
        ': has neither questions nor parts that it uses',
        ': id is missing',
        ': version is missing',
        ': title is missing',
      ],
    ],
    [
      'a word that it does not have',
      {...of(care), axes: []},
      ['axes: axes is no word of an instrument here'],
    ],
    [
      'two things in one question',
      of({...care, about: 'careAndHarm'}),
      [
        'questions.0.about: must be equal to one of the allowed values: system, cognition, care, documentation, avoidability, concern, learning, commendation, summary, harm',
      ],
    ],
    [
      'a rating derived from another',
      of(harm, {...care, derivedFrom: 'harm'}),
      ['questions.1.derivedFrom: derivedFrom is no word of an instrument here'],
    ],
    [
      'a scale of one level',
      of({...care, scale: scale.slice(1)}),
      ['questions.0.scale: must NOT have fewer than 2 items'],
    ],
  ])('says so where it has %s', (_, file, expected) => {
    expect(faults(file)).toEqual(expected);
  });

  it.each<[string, Record<string, unknown>, string]>([
    [
      'harm among the levels of care',
      of({
        ...care,
        scale: [...scale, {value: 'worst', label: 'Very poor', anchor: 'Issue attributable to death'}],
      }),
      'questions.0.scale.2.anchor: "death" speaks of the outcome: care and harm are separate axes, ask for harm in one of its own',
    ],
    [
      'harm in a suffix of care',
      of({
        ...care,
        suffixes: {
          for: ['poor'],
          options: [
            {value: 'a', label: 'without injury'},
            {value: 'b', label: 'worse'},
          ],
        },
      }),
      'questions.0.suffixes.options.0.label: "injury" speaks of the outcome: care and harm are separate axes, ask for harm in one of its own',
    ],
    [
      'care among the levels of harm',
      of({...harm, title: 'Harm by error'}),
      'questions.0.title: "error" judges care: care and harm are separate axes, rate care in one of its own',
    ],
    [
      'outcome in the title of a text about care',
      of(text('one', {about: 'care', title: 'Why the patient died'})),
      'questions.0.title: "died" speaks of the outcome: care and harm are separate axes, ask for harm in one of its own',
    ],
    [
      'outcome among aspects of care',
      of({...yes, about: 'care', options: [...yes.options, {value: 'x', label: 'Complication'}]}),
      'questions.0.options.2.label: "Complication" speaks of the outcome: care and harm are separate axes, ask for harm in one of its own',
    ],
    [
      'care asked for after harm',
      of(harm, care),
      'questions.1: rate care before harm, so that the outcome does not colour it',
    ],
    [
      'care that depends on harm',
      of(harm, text('why', {about: 'concern', when: {question: 'harm', is: ['death']}})),
      'questions.1.when: harm depends on no other question, and none on harm: the outcome would colour the rating',
    ],
    [
      'harm that depends on care',
      of(care, {...harm, when: {question: 'care', is: ['poor']}}),
      'questions.1.when: harm depends on no other question, and none on harm: the outcome would colour the rating',
    ],
    [
      'the person before the system',
      of(care, text('system', {about: 'system'})),
      'questions.1: ask about the system of care before the care of a person',
    ],
    ['the same question twice', of(care, care), 'questions.1: a question care is asked already'],
    [
      'the same value twice',
      of({...care, scale: [...scale, ...scale]}),
      'questions.0: good stands there twice',
    ],
    [
      'the same phase twice',
      of({
        ...care,
        phases: [
          {id: 'one', title: 'One'},
          {id: 'one', title: 'Two'},
        ],
      }),
      'questions.0: one stands there twice',
    ],
    [
      'a comment for no level',
      of({...care, comment: {requiredFrom: 'bad'}}),
      'questions.0.comment.requiredFrom: the scale has no level bad; it has good, poor',
    ],
    [
      'a comment for no level of several',
      of({...care, comment: {requiredFor: ['poor', 'bad']}}),
      'questions.0.comment.requiredFor: the scale has no level bad; it has good, poor',
    ],
    [
      'a condition on a later question',
      of(text('why', {when: {question: 'yes', is: ['yes']}}), yes),
      'questions.0.when: there is no earlier question yes with one answer or a list to choose from',
    ],
    [
      'a condition on words',
      of(text('one'), text('two', {when: {question: 'one', is: ['x']}})),
      'questions.1.when: there is no earlier question one with one answer or a list to choose from',
    ],
    [
      'a condition on a rating of many phases',
      of(
        {...care, phases: [{id: 'one', title: 'One'}]},
        text('two', {when: {question: 'care', is: ['poor']}}),
      ),
      'questions.1.when: there is no earlier question care with one answer or a list to choose from',
    ],
    [
      'a condition on an answer that is none',
      of(yes, text('why', {when: {question: 'yes', is: ['perhaps']}})),
      'questions.1.when: yes has no answer perhaps; it has yes, no',
    ],
    [
      'a score without scores',
      {...of(care), scoreless: true},
      'questions.0: a scoreless instrument has no scale but that of harm',
    ],
  ])('refuses %s', (_, file, expected) => {
    expect(faults(file)).toContain(expected);
  });

  it('takes a condition on a level, and on a level with its suffix', () => {
    const suffixes = {
      for: ['poor'],
      options: [
        {value: 'a', label: 'less'},
        {value: 'b', label: 'more'},
      ],
    };
    const why = text('why', {when: {question: 'care', is: ['poor', 'poora']}});
    expect(faults(of({...care, suffixes}, why))).toEqual([]);
  });

  it('judges the parts that it uses together with its own questions', () => {
    const part = {id: 'part', version: '1', title: 'Part', scoreless: true, questions: [harm]};
    const file = {id: 'own', version: '1', title: 'Own', uses: ['part'], parts: [part]};
    expect(faults(file)).toEqual([]);
    expect(isScoreless(file as unknown as Instrument)).toBe(true);
    expect(faults({...file, questions: [care]})).toEqual([
      'questions.0: a scoreless instrument has no scale but that of harm',
      'questions.0: rate care before harm, so that the outcome does not colour it',
    ]);
    expect(faults({...file, uses: ['part', 'again'], parts: [part, part]})).toEqual([
      'uses.1: a question harm is asked already',
    ]);
  });
});
