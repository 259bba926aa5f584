import type {WorkflowSource} from '../../src/workflow';
import {mutantsOfSight} from './sight-mutants';
import {at, isNode, without} from './source-edit';
import type {Edit, Mutant, Node, Path} from './source-edit';

/** What a role is swapped for: the first of these that is not there yet. */
const OTHERS = ['coordinator', 'subject', 'referrer'];

/** Every mutant of a definition, in the definition's order: single changes, each on a copy of its own. */
export function* mutantsOf(workflow: WorkflowSource): Generator<Mutant> {
  const source = workflow as unknown as Node;
  const stages = [...statePaths(source)];
  for (const {path, edits} of [...ofStates(source, stages), ...ofFacts(source)])
    for (const [name, edit] of edits) yield mutant(source, `${nameOf(path)}: ${name}`, edit);
  for (const [name, edit] of mutantsOfSight(workflow)) yield mutant(source, name, edit);
}

interface Edits {
  readonly path: Path;
  readonly edits: Iterable<readonly [string, Edit]>;
}

function mutant(source: Node, name: string, edit: Edit): Mutant {
  const copy = structuredClone(source);
  edit(copy);
  return {name, workflow: copy as unknown as WorkflowSource};
}

/** `states.open.states.closed.on.reopen.0` as `open.closed.reopen[0]`. */
const nameOf = (path: Path): string =>
  path
    .filter((key) => !['states', 'on', 'meta'].includes(key))
    .join('.')
    .replace(/\.(\d+)/g, '[$1]');

function* statePaths(node: Node, path: Path = []): Generator<{node: Node; path: Path}> {
  if (path.length > 0) yield {node, path};
  const {states} = node;
  if (!isNode(states)) return;
  for (const [name, child] of Object.entries(states))
    if (isNode(child)) yield* statePaths(child, [...path, 'states', name]);
}

function* ofStates(source: Node, stages: readonly {node: Node; path: Path}[]): Generator<Edits> {
  const id = String(source['id']);
  const ids = stages
    .filter(({node}) => node['states'] === undefined && node['type'] !== 'history')
    .map(({path}) => `#${id}.${path.filter((key) => key !== 'states').join('.')}`);
  for (const {node, path} of stages) {
    yield {path, edits: ofState(node, path, ids)};
    for (const [type, heard] of Object.entries(isNode(node['on']) ? node['on'] : {})) {
      const list = Array.isArray(heard) ? (heard as unknown[]) : null;
      const alternatives = list ?? [heard];
      for (const [index, alternative] of alternatives.entries()) {
        const where = [...path, 'on', type, ...(list ? [String(index)] : [])];
        if (!isNode(alternative)) continue;
        yield {path: where, edits: ofTransition(alternative, where, ids)};
        if (list)
          yield {
            path: where,
            edits: [
              [
                'drop the alternative',
                (copy) => void (at(copy, [...path, 'on', type]) as unknown as unknown[]).splice(index, 1),
              ],
            ],
          };
      }
      yield {path: [...path, 'on', type], edits: [['drop the action', without(type, [...path, 'on'])]]};
    }
  }
}

function* ofTransition(node: Node, path: Path, ids: readonly string[]): Generator<readonly [string, Edit]> {
  const meta = node['meta'];
  if (!isNode(meta) || !Array.isArray(meta['by'])) return;
  const by = meta['by'] as string[];
  const {guard, target} = node;
  const set =
    (key: string, value: unknown, ...more: string[]): Edit =>
    (copy) => {
      at(copy, [...path, ...more])[key] = value;
    };
  if (typeof guard === 'string') {
    yield ['drop the guard', without('guard', path)];
    yield ['negate the guard', set('guard', `!(${guard})`)];
    const parts = guard.split(' && ');
    if (parts.length > 1)
      for (const part of parts)
        yield [
          `drop "${part}" from the guard`,
          set('guard', parts.filter((one) => one !== part).join(' && ')),
        ];
  }
  if (typeof target === 'string') {
    yield ['drop the target', without('target', path)];
    yield ['rename the target', set('target', `${target}X`)];
    const other = ids.filter((one) => !one.endsWith(`.${target.replace(/^.*\./, '')}`))[
      path.length % 2 === 0 ? 0 : ids.length - 2
    ];
    yield ['lead elsewhere', set('target', other)];
  } else yield ['lead to the end', set('target', ids.at(-1))];
  const swapped = OTHERS.find((role) => !by.includes(role));
  yield ['swap the role', set('by', [swapped], 'meta')];
  const added = ['member', ...OTHERS].find((role) => !by.includes(role));
  yield ['add a role', set('by', [...by, added], 'meta')];
  if (by.length > 1)
    for (const role of by)
      yield [
        `not by ${role}`,
        set(
          'by',
          by.filter((one) => one !== role),
          'meta',
        ),
      ];
  if (meta['ensures'] !== undefined) yield ['drop what it ensures', without('ensures', [...path, 'meta'])];
  yield ['rename the form', set('form', 'noSuchForm', 'meta')];
  const {sets} = meta;
  if (isNode(sets))
    for (const fact of Object.keys(sets))
      yield [`no longer set ${fact}`, without(fact, [...path, 'meta', 'sets'])];
}

function* ofState(node: Node, path: Path, ids: readonly string[]): Generator<readonly [string, Edit]> {
  const {meta, tags, type} = node;
  const set =
    (key: string, value: unknown, ...more: string[]): Edit =>
    (copy) => {
      at(copy, [...path, ...more])[key] = value;
    };
  yield ['drop the state', without(path.at(-1) ?? '', path.slice(0, -1))];
  if (type === 'history') {
    yield ['remember less or more', set('history', node['history'] === 'deep' ? 'shallow' : 'deep')];
    return;
  }
  for (const target of [ids[0], ids.at(-1)])
    if (target !== `#${path.filter((key) => key !== 'states').join('.')}`)
      yield [`always to ${String(target)}`, set('always', {target})];
  if (type === 'final') yield ['no longer final', without('type', path)];
  if (typeof node['initial'] === 'string') {
    const other = ids.find(
      (one) => !one.endsWith(`.${String(node['initial'])}`) && one.includes(`.${path.at(-1) ?? ''}.`),
    );
    if (other) yield ['begin elsewhere', set('initial', other.replace(/^.*\./, ''))];
  }
  if (Array.isArray(tags)) yield ['drop the tags', without('tags', path)];
  else yield ['tag it settled', set('tags', ['settled'])];
  if (!isNode(meta)) return;
  if ('deadline' in meta) yield ['drop the deadline', without('deadline', [...path, 'meta'])];
  const waiting = meta['waitingFor'];
  if (!Array.isArray(waiting)) return;
  yield ['wait for nobody', set('waitingFor', [], 'meta')];
  for (const [index, rule] of (waiting as Node[]).entries()) {
    const where = [...path, 'meta', 'waitingFor', String(index)];
    yield [
      `waitingFor[${index}]: wait for the referrer`,
      (copy) => void (at(copy, where)['role'] = 'referrer'),
    ];
    if ('when' in rule) yield [`waitingFor[${index}]: drop its condition`, without('when', where)];
  }
}

function* ofFacts(source: Node): Generator<Edits> {
  for (const [name, fact] of Object.entries(at(source, ['meta', 'facts']))) {
    if (!isNode(fact) || typeof fact['initial'] !== 'boolean') continue;
    const path = ['meta', 'facts', name];
    yield {
      path,
      edits: [
        ['begin with the other value', (copy) => void (at(copy, path)['initial'] = fact['initial'] !== true)],
      ],
    };
  }
}
