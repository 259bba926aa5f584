import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import type {SentFile} from './client/contract';
import {DriveCase} from './client/drive-case';
import type {Driven, StoryLine} from './client/drive-case';
import {fillForm} from './client/fill-form';
import {officeView, rolesById, seat, signInEverybody} from './client/person';
import type {Person} from './client/person';
import {RefusedError} from './client/refused-error';

export interface Demonstration {
  /** Without a slash at its end. */
  readonly baseUrl: string;
  /** One case each in the programme that is listed first, one of them in each other programme. */
  readonly charts: readonly SentFile[];
  /** How many people are chosen where a form takes several. */
  readonly several: number;
  /** Made when it is missing. */
  readonly outputDirectory: string;
  readonly today: string;
  readonly print: (line: string) => void;
}

export interface DemonstratedCase extends Driven {
  readonly programme: string;
  readonly id: string;
  readonly number: string;
  /** Path of the report, or null when there is none. */
  readonly report: string | null;
}

/**
 * Refers one case a chart, and one to each further programme, and drives each to its end as the demonstration people,
 * knowing the pinned contract alone; then prints each case's report.
 *
 * @throws RefusedError when nobody can sign in or refer, or when the server fails
 */
export async function runDemonstration(demonstration: Demonstration): Promise<DemonstratedCase[]> {
  const {baseUrl, charts, print} = demonstration;
  const people = await signInEverybody(baseUrl);
  const programmes = (await people[0]?.client.programmes()) ?? [];
  const cases: DemonstratedCase[] = [];
  for (const [index, {id, title}] of programmes.entries()) {
    print(`${title}:`);
    const files = index === 0 ? charts : charts.slice((index - 1) % charts.length).slice(0, 1);
    for (const file of files) cases.push(await demonstrateCase(demonstration, people, {programme: id, file}));
  }
  return cases;
}

async function demonstrateCase(
  demonstration: Demonstration,
  people: readonly Person[],
  {programme, file}: {readonly programme: string; readonly file: SentFile},
): Promise<DemonstratedCase> {
  const {several, today, print} = demonstration;
  const {id, number: reference} = await refer(demonstration, people, programme);
  const number = officeView(await seat(people, id))?.number ?? reference;
  print(`${number}  a case with ${file.name}, referred`);
  const tell = (line: StoryLine): void => {
    print(`${line.number}  ${line.who}  ${line.title}  ${line.refused ? 'REFUSED:' : '->'} ${line.then}`);
  };
  const driven = await new DriveCase({people, file, today, several, tell}).run(id);
  const report = await saveReport(demonstration, people, id);
  print(
    `${number}  ${driven.settled ? 'closed' : 'NOT CLOSED'} after ${driven.steps.length} steps; report: ${report ?? 'NONE'}`,
  );
  return {...driven, programme, id, number, report};
}

/** A referral by a member of staff without an office. */
export async function refer(
  {several, today}: Pick<Demonstration, 'several' | 'today'>,
  people: readonly Person[],
  programme: string,
): Promise<{id: string; number: string}> {
  const [referrer] = [...people].sort((one, other) => one.roles.length - other.roles.length);
  const offered = (await referrer?.client.programmes())?.find(({id}) => id === programme);
  if (!referrer || !offered) throw new Error(`no case can be referred to ${programme}`);
  const data = fillForm(offered.form, {people: rolesById(people), turn: 0, several, today});
  return referrer.client.refer(programme, data);
}

async function saveReport(
  {outputDirectory}: Demonstration,
  people: readonly Person[],
  id: string,
): Promise<string | null> {
  const office = people.find(({roles}) => roles.includes('coordinator'));
  try {
    const bytes = await office?.client.bytes(`/api/cases/${id}/report.pdf`);
    if (!bytes) return null;
    mkdirSync(outputDirectory, {recursive: true});
    const path = join(outputDirectory, `${id}.pdf`);
    writeFileSync(path, bytes);
    return path;
  } catch (error) {
    if (error instanceof RefusedError && error.status < 500) return null;
    throw error;
  }
}
