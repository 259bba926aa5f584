import {cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {readDefinition, readDefinitions} from './read-definitions';
import {schemaFaults} from './schema-faults';
import {WorkflowError} from './workflow-error';

const workflows = join(__dirname, '..', '..', '..', 'workflows');
const shipped = readDefinitions(workflows);
const good = readDefinition(join(workflows, 'peer-review')).source.workflow;

type Editable = Record<string, unknown>;

function changed(path: string, value: unknown): Editable {
  const copy = structuredClone(good) as unknown as Editable;
  const keys = path.split('/');
  let node = copy;
  for (const key of keys.slice(0, -1)) node = node[key] as Editable;
  const last = keys.at(-1) ?? '';
  if (value === undefined) Reflect.deleteProperty(node, last);
  else node[last] = value;
  return copy;
}

const faultsOf = (path: string, value: unknown): string[] =>
  schemaFaults(changed(path, value)).faults.map(({where, fault}) => `${where}: ${fault}`);

describe('the schema of definitions', () => {
  it.each(shipped.map(({file, source, faults}) => [source.workflow.id, file, faults] as const))(
    'accepts %s, which names it for editors',
    (_id, file, faults) => {
      expect(faults).toEqual([]);
      expect(readFileSync(file, 'utf8')).toMatch(
        /^# yaml-language-server: \$schema=\.\.\/workflow\.schema\.json$/m,
      );
    },
  );

  const property = 'meta/properties/0';
  const reopen = 'states/closed/on/reopen/0';
  it.each<[string, string, unknown, string]>([
    [
      'an unknown key, with the likely one',
      'states/open/inital',
      'referred',
      'states.open.inital: key inital does not exist; did you mean initial?',
    ],
    ['a missing key', 'meta/title', undefined, 'meta: title is missing'],
    ['a version that is a number', 'version', 1, 'version: must be string, not 1'],
    ['an id with capitals', 'id', 'Peer', 'id: "Peer" is not written as it must be'],
    ['what XState loses', 'states/open/after', {}, 'states.open.after: `after` is lost on restore'],
    ['what XState would do itself', 'states/open/entry', [], 'states.open.entry: `entry` is not supported'],
    [
      'an unknown progress, with the likely one',
      'states/closed/meta/progress',
      'close',
      'did you mean closed?',
    ],
    [
      'an unknown tag',
      'states/closed/tags',
      ['setled'],
      'states.closed.tags.0: value setled does not exist; did you mean settled?',
    ],
    [
      'a deadline in words',
      'states/onHold/meta/deadline/after',
      '30 days',
      '"30 days" is not written as it must be',
    ],
    ['a target with spaces', `${reopen}/target`, 'the end', '"the end" is not written as it must be'],
    ['a transition without meta', `${reopen}/meta`, undefined, 'states.closed.on.reopen.0: meta is missing'],
    [
      'a sum that adds nothing',
      `${reopen}/meta/sets/round`,
      {ad: 1},
      'key ad does not exist; did you mean add?',
    ],
    ['an action with a dot', 'states/closed/on/xstate.stop', {meta: {title: 'T', by: []}}, 'xstate.stop'],
    [
      'a number without its limits',
      'meta/facts/round',
      {type: 'integer', initial: 1},
      'meta.facts.round: minimum is missing',
    ],
    ['a word without its values', 'meta/facts/outcome', {type: 'string', initial: 'a'}, 'values is missing'],
    [
      'a fact without a beginning',
      'meta/facts/round',
      {type: 'boolean'},
      'meta.facts.round: initial is missing',
    ],
    ['an unknown kind of fact', 'meta/facts/round/type', 'boolen', 'did you mean boolean?'],
    ['a promise of nothing', property, {title: 'P'}, 'always is missing'],
    ['a promise of two kinds', property, {title: 'P', before: 'reopen', requires: 'x', can: 'reopen'}, 'can'],
    ['a promise without its other half', property, {title: 'P', before: 'reopen'}, 'requires is missing'],
    [
      'a promise about sight without what is seen',
      property,
      {title: 'P', never: 'reveals', relation: 'subject'},
      'except is missing',
    ],
    [
      'a promise with a slip',
      property,
      {title: 'P', nevr: 'x'},
      'key nevr does not exist; did you mean never?',
    ],
  ])('refuses %s', (_what, path, value, expected) => {
    expect(faultsOf(path, value).join('\n')).toContain(expected);
  });

  it('lets the words be judged in spite of a slip, and not where the shape is another', () => {
    expect(schemaFaults(changed('states/open/inital', 'x')).readable).toBe(true);
    expect(schemaFaults(changed('states', 'x')).readable).toBe(false);
  });
});

describe('a definition that cannot be read', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'collegium-definition-'));
    cpSync(join(workflows, 'peer-review'), folder, {recursive: true});
  });
  afterEach(() => {
    rmSync(folder, {recursive: true});
  });
  const thrown = (): string => {
    try {
      readDefinition(folder);
    } catch (error) {
      if (error instanceof WorkflowError) return error.message;
      throw error;
    }
    return 'nothing';
  };

  it('is told of everything that is no YAML, in all its files, by line and column', () => {
    writeFileSync(join(folder, 'workflow.yaml'), 'id: a\nid: b\nmeta: [\n');
    writeFileSync(join(folder, 'forms.yaml'), 'a: {\n');
    const message = thrown();
    expect(message).toContain('workflow.yaml:2:1: Map keys must be unique');
    expect(message).toMatch(/workflow\.yaml:\d+:\d+: Flow sequence/);
    expect(message).toMatch(/forms\.yaml:\d+:\d+: Flow map/);
  });

  it('is told of everything that has another shape, by line and column', () => {
    writeFileSync(join(folder, 'workflow.yaml'), 'id: small\nversion: 1\nmeta: {}\nstates:\n  a: 3\n');
    const message = thrown();
    expect(message).toContain('workflow.yaml:2:10 version: must be string, not 1');
    expect(message).toContain('workflow.yaml:5:6 states.a: must be object, not 3');
    expect(message).toContain('workflow.yaml:3:1 meta: title is missing');
    expect(message).toContain('workflow.yaml:1:1 the file: initial is missing');
  });

  it('is located in its other files and through aliases too', () => {
    const {locate} = readDefinition(folder);
    const text = readFileSync(join(folder, 'workflow.yaml'), 'utf8').split('\n');
    const anchor = text.findIndex((line) => line.includes('&lateInput')) + 1;
    const guard = ['workflow', 'states', 'open', 'states', 'inReview', 'on', 'giveInput', 'guard'];
    expect(locate(guard)).toBe(`workflow.yaml:${anchor + 1}:${(text[anchor] ?? '').indexOf("'") + 1}`);
    expect(locate(['forms', 'referral', 'title'])).toMatch(/^forms\.yaml:4:/);
    expect(locate(['workflow', 'nowhere'])).toMatch(/^workflow\.yaml/);
  });
});
