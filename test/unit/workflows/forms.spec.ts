import {join} from 'node:path';
import {formFaults} from '../../../src/cases/domain/form-check';
import {readDefinitions} from '../../../src/workflow';

const definitions = readDefinitions(join(__dirname, '..', '..', '..', 'workflows'));
const forms = definitions.flatMap(({source}) =>
  Object.entries(source.forms).map(([name, form]) => ({programme: source.workflow.id, name, form})),
);

describe('a form', () => {
  it.each(forms)('is one that the server compiles: $programme $name', ({form}) => {
    expect(() => formFaults(form, {}, new Map())).not.toThrow();
  });

  it.each(definitions.map(({source}) => source))('is sent by some action: $workflow.id', (source) => {
    const used = JSON.stringify(source.workflow);
    const idle = Object.keys(source.forms).filter((name) => !used.includes(`"form":"${name}"`));
    expect(idle).toEqual([]);
  });
});
