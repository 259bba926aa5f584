import {readDefinitions} from '../../workflow/definitions/read-definitions';
import {Instrument, instrumentForm} from './instrument';

const [read] = readDefinitions(`${__dirname}/../../../workflows`);
const instrument = read?.source.instrument as Instrument;

interface AxisForm {
  readonly properties: {readonly rating: {readonly oneOf: readonly {readonly const: string}[]}};
  readonly if?: unknown;
}

const form = instrumentForm(instrument) as unknown as {
  readonly required: readonly string[];
  readonly properties: Readonly<Record<string, AxisForm>>;
};
const values = (axis: string): string[] =>
  form.properties[axis]?.properties.rating.oneOf.map((level) => level.const) ?? [];

describe('the form of an instrument', () => {
  it('asks for the system’s factors before the person, for every axis, and for a summary', () => {
    expect(form.required).toEqual(['systemFactors', 'overallCare', 'documentation', 'harm', 'summary']);
    expect(Object.keys(form.properties)).toEqual(form.required);
  });

  it('offers the whole scale, and “not applicable” only where the instrument allows it', () => {
    expect(values('overallCare')).toEqual(['appropriate', 'minorOpportunity', 'significantOpportunity']);
    expect(values('documentation')).toContain('notApplicable');
    expect(values('harm')).toHaveLength(6);
  });

  it('asks for a comment from the level on that the instrument names', () => {
    expect(form.properties['overallCare']).toMatchObject({
      if: {properties: {rating: {enum: ['minorOpportunity', 'significantOpportunity']}}},
      then: {required: ['comment']},
    });
    expect(form.properties['harm']).not.toHaveProperty('if');
  });
});
