import {existsSync, readFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {parse} from 'yaml';
import {FEATURE_WORDS} from '../../../src/cli/feature-words';
import {COMPARTMENTS, RELATIONS} from '../../../src/disclosure';
import {behaviourFindings, definitionFaults, readDefinitions} from '../../../src/workflow';
import type {ReadDefinition, WorkflowSource} from '../../../src/workflow';
import {mutantsOf} from '../../support/workflow-mutants';

const FULL = process.env['COLLEGIUM_DRILL'] === 'full';
/** Mutants of a programme that are tried in `npm test`: every so many, from the first on. */
const SAMPLE = 24;

const vocabulary = {
  effects: new Set<string>(FEATURE_WORDS.effects),
  choices: new Set<string>(FEATURE_WORDS.choices),
  uploads: new Set<string>(FEATURE_WORDS.uploads),
  relations: new Set<string>(RELATIONS),
  compartments: new Set<string>(COMPARTMENTS),
};

/** What the checker says first of a definition; null when it finds nothing. */
function firstFinding(definition: ReadDefinition, workflow: WorkflowSource): string | null {
  const source = {...definition.source, workflow};
  const [fault] = definitionFaults({...definition, source, faults: []}, vocabulary);
  if (fault) return fault.fault;
  const {done, value} = behaviourFindings(workflow).next();
  return done ? null : value.finding;
}

/** Mutants that do what the definition does, by name, each with the reason; beside the definition. */
function equivalents({file}: ReadDefinition): Readonly<Record<string, string>> {
  const list = join(dirname(file), 'equivalent-mutants.yaml');
  return existsSync(list) ? (parse(readFileSync(list, 'utf8')) as Record<string, string>) : {};
}

describe.each(
  readDefinitions(`${__dirname}/../../../workflows`).map(
    (definition) => [definition.source.workflow.id, definition] as const,
  ),
)('the mutants of %s', (id, definition) => {
  const mutants = [...mutantsOf(definition.source.workflow)];
  const listed = equivalents(definition);

  it('are many, each of its own name, and those listed as equivalent are among them, with a reason', () => {
    const names = mutants.map(({name}) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThanOrEqual(200);
    expect(Object.keys(listed).filter((name) => !names.includes(name))).toEqual([]);
    expect(Object.entries(listed).filter(([, reason]) => reason.length < 20)).toEqual([]);
  });

  it('are caught, but for those listed as equivalent', () => {
    const every = FULL ? 1 : Math.ceil(mutants.length / SAMPLE);
    const tried = mutants.filter((_, index) => index % every === 0);
    const began = performance.now();
    const missed = tried.filter(({workflow}) => firstFinding(definition, workflow) === null);
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    process.stdout.write(
      `${id}: ${tried.length} of ${mutants.length} mutants, ${tried.length - missed.length} caught, ${missed.length} equivalent, ${seconds} s\n`,
    );
    const names = tried.map(({name}) => name).filter((name) => name in listed);
    expect(missed.map(({name}) => name)).toEqual(names);
  });
});
