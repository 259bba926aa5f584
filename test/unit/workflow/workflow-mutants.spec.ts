import {FEATURE_VOCABULARY} from '../../../src/cli/feature-words';
import {behaviourFindings, definitionFaults, readDefinitions} from '../../../src/workflow';
import type {ReadDefinition, WorkflowSource} from '../../../src/workflow';
import {SameBehaviour} from '../../support/same-behaviour';
import type {Mutant} from '../../support/source-edit';
import {mutantsOf} from '../../support/workflow-mutants';

const FULL = process.env['COLLEGIUM_DRILL'] === 'full';
/** Mutants of a programme that are tried in `npm test`: every so many, from the first on. */
const SAMPLE = 12;

/**
 * Mutants that do something else and are none the worse for it, by programme and name, each with the reason. Those that
 * let exactly the same happen are not listed: that is computed.
 */
const EQUIVALENT: Readonly<Record<string, Readonly<Record<string, string>>>> = {};

/** Two rounds stand for nine: what a mutant does in the ninth it does in the second. The definition is checked with all. */
function withTwoRounds(workflow: WorkflowSource): WorkflowSource {
  const text = JSON.stringify(workflow);
  const fewer = text
    .replaceAll('round < 9', 'round < 2')
    .replace(
      '"round":{"type":"integer","minimum":1,"maximum":9',
      '"round":{"type":"integer","minimum":1,"maximum":2',
    );
  if (fewer === text) throw new Error(`${workflow.id} counts its rounds in another way`);
  return JSON.parse(fewer) as WorkflowSource;
}

/** What the checker says first of a definition; null when it finds nothing. */
function firstFinding(definition: ReadDefinition, workflow: WorkflowSource): string | null {
  const source = {...definition.source, workflow};
  const [fault] = definitionFaults({...definition, source, faults: []}, FEATURE_VOCABULARY);
  if (fault) return fault.fault;
  const {done, value} = behaviourFindings(workflow).next();
  return done ? null : value.finding;
}

const shipped = readDefinitions(`${__dirname}/../../../workflows`).map((definition) => {
  const workflow = withTwoRounds(definition.source.workflow);
  return {id: workflow.id, definition, workflow, mutants: [...mutantsOf(workflow)]};
});

it('there are at least 200 mutants of the shipped programmes, each of its own name', () => {
  for (const {mutants} of shipped) expect(new Set(mutants.map(({name}) => name)).size).toBe(mutants.length);
  expect(shipped.flatMap(({mutants}) => mutants).length).toBeGreaterThanOrEqual(200);
});

describe.each(shipped)('the mutants of $id', ({id, definition, workflow, mutants}) => {
  const listed = EQUIVALENT[id] ?? {};

  it('are caught, but for those that let the same happen', () => {
    expect(firstFinding(definition, workflow)).toBeNull();
    const every = FULL ? 1 : Math.ceil(mutants.length / SAMPLE);
    const tried = mutants.filter((_, index) => index % every === 0);
    const same = new SameBehaviour(workflow);
    const began = process.cpuUsage();
    const passed = tried.filter((mutant: Mutant) => firstFinding(definition, mutant.workflow) === null);
    const missed = passed.filter((mutant: Mutant) => !same.holds(mutant.workflow)).map(({name}) => name);
    const seconds = (process.cpuUsage(began).user / 1e6).toFixed(1);
    process.stdout.write(
      `${id}: mutants ${tried.length} of ${mutants.length}, caught ${tried.length - passed.length}, ` +
        `the same in all that can happen ${passed.length - missed.length}, listed ${missed.length}, ${seconds} s\n`,
    );
    expect(missed).toEqual(tried.map(({name}) => name).filter((name) => name in listed));
  });
});
