import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {parse} from 'yaml';
import type {CommitteeKey} from '../../src/seed/demonstration-committees';
import {demonstrationPeople} from '../../src/seed/demonstration-people';
import {furtherPeople} from './hospital';
import type {Hospital} from './hospital';
import type {TestDatabase} from './database';
import type {Walker} from './walk';

interface Transition {
  readonly guard?: string;
  readonly meta: {readonly by: readonly string[]; readonly upload?: string; readonly draft?: boolean};
}

interface Node {
  readonly type?: string;
  readonly on?: Readonly<Record<string, Transition | readonly Transition[]>>;
  readonly states?: Readonly<Record<string, Node>>;
}

interface Law extends Node {
  readonly meta: {
    readonly limiting: Readonly<Record<string, {readonly keeps: readonly string[]}>>;
    readonly reveals: Readonly<Record<string, readonly {readonly see: readonly string[]; when?: string}[]>>;
    readonly masking?: Readonly<
      Record<string, readonly {readonly masks: readonly string[]; when?: string}[]>
    >;
  };
}

export type Facts = Readonly<Record<string, boolean | number | string>>;

interface CaseRow {
  readonly stage: string;
  readonly facts: Facts;
  readonly quorum: number;
  readonly programme: string;
  readonly committee_id: string;
  readonly subject_id: string;
  readonly referrer_id: string;
  readonly number: string;
}

const read = new Map<string, Law>();

/** The definition as it stands in the file, read without the product's own compiler. */
function lawOf(programme: string): Law {
  const file = join(__dirname, '..', '..', 'workflows', programme, 'workflow.yaml');
  const law = read.get(programme) ?? (parse(readFileSync(file, 'utf8')) as Law);
  read.set(programme, law);
  return law;
}

const listed = (on: Transition | readonly Transition[]): readonly Transition[] =>
  Array.isArray(on) ? (on as readonly Transition[]) : [on as Transition];

/** The state itself and all around it, innermost first. */
function nodesOf(law: Law, stage: string): Node[] {
  const nodes: Node[] = [];
  let states = law.states;
  for (const name of stage.split('.')) {
    const node: Node | undefined = states?.[name];
    if (!node) throw new Error(`the definition has no state ${stage}`);
    nodes.unshift(node);
    states = node.states;
  }
  return nodes;
}

/** Every type of action that a programme knows. */
export const actionTypesOf = (programme: string): readonly string[] => typesOf(lawOf(programme));

/** Types of action of which a programme keeps drafts. */
export const draftTypesOf = (programme: string): readonly string[] => {
  const drafted = (node: Node): string[] => [
    ...Object.entries(node.on ?? {}).flatMap(([type, on]) =>
      listed(on).some(({meta}) => meta.draft === true) ? type : [],
    ),
    ...Object.values(node.states ?? {}).flatMap(drafted),
  ];
  return [...new Set(drafted(lawOf(programme)))];
};

/** Every innermost state of a programme, dotted. */
export const stagesOf = (programme: string): readonly string[] => leavesOf(lawOf(programme), []);

function leavesOf({type, states}: Node, path: readonly string[]): string[] {
  if (type === 'history') return [];
  if (states === undefined) return [path.join('.')];
  return Object.entries(states).flatMap(([name, state]) => leavesOf(state, [...path, name]));
}

/** Every role and relation that may send something. */
export function sendersOf(programme: string): Set<string> {
  const senders = (node: Node): string[] => [
    ...Object.values(node.on ?? {}).flatMap((on) => listed(on).flatMap(({meta}) => meta.by)),
    ...Object.values(node.states ?? {}).flatMap(senders),
  ];
  return new Set(senders(lawOf(programme)));
}

function typesOf(node: Node): string[] {
  const own = Object.keys(node.on ?? {});
  return [...new Set([...own, ...Object.values(node.states ?? {}).flatMap(typesOf)])];
}

/** Conditions as the file writes them: disjunctions of conjunctions of `fact`, `!fact` and comparisons. */
export function holds(condition: string, facts: Facts): boolean {
  return condition.split('||').some((all) => all.split('&&').every((term) => termHolds(term.trim(), facts)));
}

function termHolds(term: string, facts: Facts): boolean {
  const [, left = '', operator, right = ''] = /^(.+?)\s*(==|!=|<=|>=|<|>)\s*(.+)$/.exec(term) ?? [];
  if (operator === undefined)
    return term.startsWith('!') ? facts[term.slice(1)] !== true : facts[term] === true;
  const [a, b] = [valueOf(left, facts), valueOf(right, facts)];
  switch (operator) {
    case '==':
      return a === b;
    case '!=':
      return a !== b;
    case '<=':
      return a <= b;
    case '>=':
      return a >= b;
    case '<':
      return a < b;
    default:
      return a > b;
  }
}

function valueOf(expression: string, facts: Facts): number | string {
  if (expression.startsWith("'")) return expression.slice(1, -1);
  if (!expression.includes('+')) {
    const fact = facts[expression];
    return typeof fact === 'boolean' ? String(fact) : (fact ?? Number(expression));
  }
  return expression.split('+').reduce((sum, part) => sum + Number(facts[part.trim()] ?? part), 0);
}

/** Which roles and relations count for this person, worked out from rows and the file alone. */
function effective({limiting}: Law['meta'], held: ReadonlySet<string>): Set<string> {
  const kept = [...held].filter((one) =>
    [...held].every((other) => !(other in limiting) || other === one || limiting[other]?.keeps.includes(one)),
  );
  return new Set(kept);
}

interface Lawful {
  readonly types: ReadonlySet<string>;
  readonly uploads: ReadonlySet<string>;
  /** In effect. */
  readonly relations: ReadonlySet<string>;
}

interface Circle {
  readonly law: Law;
  readonly row: CaseRow;
  /** Stored facts and observed ones. */
  readonly facts: Facts;
  readonly relations: readonly {
    readonly person_id: string;
    readonly relation: string;
    readonly ended: boolean;
  }[];
  /** Roles and relations in effect. */
  readonly mine: (key: string) => Set<string>;
}

/** Who is what to a case, worked out from rows and the definition's file alone. */
export async function circleOf(
  {database, hospital}: {readonly database: TestDatabase; readonly hospital: Hospital},
  caseId: string,
): Promise<Circle> {
  const [row] = await database.asSuperuser<CaseRow>(
    `SELECT stage, facts, k.quorum, c.programme, c.committee_id, c.subject_id, c.referrer_id, c.number
     FROM review_case c JOIN committee k ON k.id = c.committee_id WHERE c.id = $1`,
    [caseId],
  );
  if (!row) throw new Error('there is no such case');
  const law = lawOf(row.programme);
  const [committee = ''] = [...hospital.committees].find(([, id]) => id === row.committee_id) ?? [];
  const relations = await database.asSuperuser<{person_id: string; relation: string; ended: boolean}>(
    'SELECT person_id, relation, ended_at IS NOT NULL AS ended FROM case_relation WHERE case_id = $1',
    [caseId],
  );
  const current = relations.filter(({ended}) => !ended);
  const held = (key: string): Set<string> => {
    const person = [...demonstrationPeople, ...furtherPeople].find((one) => one.key === key);
    const roles = (person?.roles ?? []).filter((role) => role === 'coordinator' || role === 'compliance');
    const office = person?.offices?.[committee as CommitteeKey];
    const own = current.filter(({person_id}) => person_id === hospital.people.get(key));
    return effective(
      law.meta,
      new Set([...roles, ...(office ? [office] : []), ...own.map(({relation}) => relation)]),
    );
  };
  const chairLeft = held('chair').has('chair');
  const free = current.filter(
    ({person_id, relation}) =>
      relation === 'present' &&
      !current.some((other) => other.person_id === person_id && other.relation in law.meta.limiting),
  );
  const facts = {...row.facts, quorum: free.length >= row.quorum};
  const mine = (key: string): Set<string> => {
    const all = held(key);
    if (all.has('chair') || (all.has('viceChair') && !chairLeft)) all.add('presiding');
    return all;
  };
  return {law, row, facts, relations, mine};
}

/** What each of these people may do to a case now, by the definition's file and the rows; uploads apart. */
export async function lawfulActions(
  {app: {database}, hospital}: Walker,
  caseId: string,
): Promise<{stage: string; of: (key: string) => Lawful}> {
  const {law, row, facts, mine} = await circleOf({database, hospital}, caseId);
  const of = (key: string): Lawful => {
    const relations = mine(key);
    const types = new Set<string>();
    const uploads = new Set<string>();
    for (const node of nodesOf(law, row.stage))
      for (const [type, on] of Object.entries(node.on ?? {})) {
        const open = listed(on).find(
          ({guard, meta}) =>
            meta.by.some((relation) => relations.has(relation)) &&
            (guard === undefined || holds(guard, facts)),
        );
        if (open) (open.meta.upload === undefined ? types : uploads).add(type);
      }
    return {types, uploads, relations};
  };
  return {stage: row.stage, of};
}
