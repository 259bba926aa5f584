import canonicalize from 'canonicalize';
import {DefinitionSource, RevealRule, StateSource, TransitionSource, WorkflowSource} from './definition';
import {DeadlineSource} from './deadline';
import {statesOf, transitionsIn} from './transitions';

/** What differs between two definitions, under headings. */
export interface DifferenceGroup {
  readonly heading: string;
  readonly changes: readonly string[];
}

const same = (a: unknown, b: unknown): boolean => canonicalize(a ?? null) === canonicalize(b ?? null);

/** What changed from one definition to another, in words for those who decide on the process; groups without a change are left out. */
export function diffDefinitions(before: DefinitionSource, after: DefinitionSource): DifferenceGroup[] {
  const [a, b] = [before.workflow, after.workflow];
  const groups = [
    {heading: 'Stages', changes: [...diffStates(a, b)]},
    {heading: 'Who may do what', changes: [...diffActions(a, b)]},
    {heading: 'Deadlines', changes: [...diffDeadlines(a, b)]},
    {heading: 'What is revealed to whom', changes: [...diffReveals(a, b)]},
    {heading: 'What always holds', changes: [...diffProperties(a, b)]},
    {heading: 'Facts', changes: [...diffNamed('fact', a.meta.facts, b.meta.facts)]},
    {
      heading: 'Forms, letters and instrument',
      changes: [
        ...diffNamed('form', before.forms, after.forms),
        ...diffNamed('letter', before.letters ?? {}, after.letters ?? {}),
        ...diffRest(before, after),
      ],
    },
  ];
  return groups.filter(({changes}) => changes.length > 0);
}

/** `offeredReviewer` as people say it. */
const words = (name: string): string => name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
const people = (roles: readonly string[]): string => roles.map((role) => `the ${words(role)}`).join(' or ');

const statesByPath = (source: WorkflowSource): Map<string, StateSource> =>
  new Map([...statesOf(source)].filter(({path}) => path !== '').map(({path, state}) => [path, state]));

const titled = (path: string, state: StateSource | undefined): string =>
  state?.meta?.title === undefined ? path : `"${state.meta.title}"`;

/** Paths of either, those of the first before. */
const pathsOf = (a: ReadonlyMap<string, unknown>, b: ReadonlyMap<string, unknown>): string[] => [
  ...new Set([...a.keys(), ...b.keys()]),
];

function* diffStates(a: WorkflowSource, b: WorkflowSource): Generator<string> {
  const [old, now] = [statesByPath(a), statesByPath(b)];
  for (const path of pathsOf(old, now)) {
    const [was, is] = [old.get(path), now.get(path)];
    if (!was) yield `New: ${titled(path, is)} (${path}).`;
    else if (!is) yield `Gone: ${titled(path, was)} (${path}).`;
    else {
      if (was.meta?.title !== is.meta?.title) yield `${titled(path, was)} is now called ${titled(path, is)}.`;
      if (was.initial !== is.initial)
        yield `${titled(path, is)} begins with ${is.initial ?? 'nothing'}, not ${was.initial ?? 'nothing'}.`;
      if (!same(was.tags, is.tags) || was.type !== is.type)
        yield `${titled(path, is)} is now ${kindOf(is)}; it was ${kindOf(was)}.`;
      if (!same(was.meta?.waitingFor, is.meta?.waitingFor))
        yield `${titled(path, is)} now waits for ${waits(is)}; before for ${waits(was)}.`;
      if (was.meta?.progress !== is.meta?.progress)
        yield `To whoever referred it, ${titled(path, is)} now looks ${words(is.meta?.progress ?? 'like nothing')}.`;
    }
  }
  if (a.initial !== b.initial)
    yield `A case now begins in ${b.initial ?? 'nothing'}; before in ${a.initial ?? 'nothing'}.`;
}

const kindOf = ({tags = [], type}: StateSource): string => [type ?? 'a stage', ...tags].join(', ');

const waits = ({meta}: StateSource): string =>
  (meta?.waitingFor ?? [])
    .map(({role, when}) => `the ${words(role)}${when === undefined ? '' : ` when ${when}`}`)
    .join(', ') || 'nobody';

function* diffActions(a: WorkflowSource, b: WorkflowSource): Generator<string> {
  const [old, now] = [statesByPath(a), statesByPath(b)];
  for (const path of pathsOf(old, now)) {
    const where = `In ${titled(path, now.get(path) ?? old.get(path))}`;
    const [was, is] = [old.get(path)?.on ?? {}, now.get(path)?.on ?? {}];
    for (const type of new Set([...Object.keys(was), ...Object.keys(is)])) {
      const alternatives = (on?: Parameters<typeof transitionsIn>[0]) =>
        on === undefined ? [] : transitionsIn(on);
      yield* diffAction(where, alternatives(was[type]), alternatives(is[type]));
    }
  }
}

function* diffAction(
  where: string,
  before: readonly TransitionSource[],
  after: readonly TransitionSource[],
): Generator<string> {
  if (before.length !== after.length) {
    for (const one of after.filter((other) => !before.some((was) => same(was, other))))
      yield `${where}, ${may(one)}.`;
    for (const one of before.filter((other) => !after.some((is) => same(is, other))))
      yield `${where}, no longer: ${may(one)}.`;
    return;
  }
  for (const [index, is] of after.entries()) {
    const was = before[index];
    if (!was || same(was, is)) continue;
    const name = `${where}, "${was.meta.title}"`;
    if (was.meta.title !== is.meta.title) yield `${name} is now called "${is.meta.title}".`;
    if (!same(was.meta.by, is.meta.by))
      yield `${name} is now for ${people(is.meta.by)}; before for ${people(was.meta.by)}.`;
    if (was.guard !== is.guard)
      yield `${name} is now possible ${condition(is.guard)}; before ${condition(was.guard)}.`;
    if (was.target !== is.target)
      yield `${name} now leads to ${is.target ?? 'no other stage'}; before to ${was.target ?? 'no other stage'}.`;
    if (!same(was.actions, is.actions))
      yield `${name} now does: ${list(is.actions)}; before: ${list(was.actions)}.`;
    if (!same(was.meta.sets, is.meta.sets) || was.meta.ensures !== is.meta.ensures)
      yield `${name} now changes facts in another way: ${JSON.stringify(is.meta.sets ?? {})}; before ${JSON.stringify(was.meta.sets ?? {})}.`;
    if (was.meta.form !== is.meta.form || was.meta.upload !== is.meta.upload)
      yield `${name} now asks for ${is.meta.form ?? is.meta.upload ?? 'nothing'}; before for ${was.meta.form ?? was.meta.upload ?? 'nothing'}.`;
    if (was.meta.primary !== is.meta.primary)
      yield `${name} is ${is.meta.primary === true ? 'now' : 'no longer'} the action that leads on.`;
    if (was.meta.draft !== is.meta.draft)
      yield `${name} ${is.meta.draft === true ? 'now' : 'no longer'} keeps drafts.`;
  }
}

const may = ({guard, target, meta}: TransitionSource): string =>
  `${people(meta.by)} may "${meta.title}" ${condition(guard)}${target === undefined ? '' : `, which leads to ${target}`}`;
const condition = (guard?: string): string => (guard === undefined ? 'always' : `when ${guard}`);
const list = (names: readonly string[] | undefined): string => (names ?? []).join(', ') || 'nothing';

function* diffDeadlines(a: WorkflowSource, b: WorkflowSource): Generator<string> {
  const [old, now] = [statesByPath(a), statesByPath(b)];
  for (const path of pathsOf(old, now)) {
    const [was, is] = [old.get(path)?.meta?.deadline, now.get(path)?.meta?.deadline];
    if (same(was, is)) continue;
    const name = titled(path, now.get(path) ?? old.get(path));
    yield `${name} now ${is ? due(is) : 'has no deadline'}; before it ${was ? due(was) : 'had none'}.`;
  }
  yield* diffNamed('superior of', a.meta.superiors ?? {}, b.meta.superiors ?? {});
}

function due({
  after,
  days = 'calendar',
  reminders = [],
  escalate,
  sends,
  whileOnHold = 'pause',
}: DeadlineSource): string {
  return [
    `is due after ${after} in ${days} days`,
    reminders.length > 0 ? `reminds at ${reminders.join(', ')}` : 'reminds nobody',
    ...(escalate === undefined ? [] : [`is told further up after ${escalate}`]),
    ...(sends === undefined ? [] : [`then takes ${sends} by itself`]),
    ...(whileOnHold === 'run' ? ['runs on while on hold'] : []),
  ].join(', ');
}

function* diffReveals(a: WorkflowSource, b: WorkflowSource): Generator<string> {
  const [old, now] = [a.meta.reveals, b.meta.reveals];
  for (const relation of new Set([...Object.keys(old), ...Object.keys(now)])) {
    const [was, is] = [sights(old[relation]), sights(now[relation])];
    for (const sight of is.filter((one) => !was.includes(one)))
      yield `The ${words(relation)} now sees ${sight}.`;
    for (const sight of was.filter((one) => !is.includes(one)))
      yield `The ${words(relation)} no longer sees ${sight}.`;
  }
  yield* diffNamed('what is taken away from', a.meta.limiting, b.meta.limiting);
  yield* diffNamed('what is masked for', a.meta.masking ?? {}, b.meta.masking ?? {});
}

const sights = (rules: readonly RevealRule[] = []): string[] =>
  rules.flatMap(({see, when}) => see.map((word) => `${words(word)} ${condition(when)}`));

function* diffProperties(a: WorkflowSource, b: WorkflowSource): Generator<string> {
  const byTitle = ({meta}: WorkflowSource) => new Map((meta.properties ?? []).map((one) => [one.title, one]));
  const [old, now] = [byTitle(a), byTitle(b)];
  for (const title of pathsOf(old, now)) {
    const [was, is] = [old.get(title), now.get(title)];
    if (!was) yield `Now proved: ${title}.`;
    else if (!is) yield `No longer promised: ${title}.`;
    else if (!same(was, is)) yield `Promised in other words: ${title}.`;
  }
}

function* diffNamed(
  kind: string,
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): Generator<string> {
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (!(name in before)) yield `New ${kind} ${name}: ${JSON.stringify(after[name])}.`;
    else if (!(name in after)) yield `Gone: ${kind} ${name}.`;
    else if (!same(before[name], after[name])) yield `Changed: ${kind} ${name}.`;
  }
}

function* diffRest(before: DefinitionSource, after: DefinitionSource): Generator<string> {
  const [a, b] = [before.workflow.meta, after.workflow.meta];
  if (!same(before.instrument, after.instrument)) yield 'Reviewers answer another instrument.';
  if (!same(a.referral, b.referral))
    yield `A case begins with form ${b.referral.form}; before with ${a.referral.form}.`;
  if (a.title !== b.title) yield `The programme is now called "${b.title}".`;
  if (a.numberPrefix !== b.numberPrefix) yield `Numbers now begin with ${b.numberPrefix}.`;
  if (a.report !== b.report) yield `The report is now called "${b.report}".`;
}
