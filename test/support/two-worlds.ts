import {startTestApp} from './app';
import type {TestApp} from './app';
import {databaseFrom} from './database';
import {SeededRandomness} from './seeded-randomness';
import {Asker} from './sweep/asker';
import {KnownIds} from './sweep/known-ids';
import {operations} from './sweep/operations';
import {textOf} from './sweep/reply-text';
import {caseIdsOf, pathsOf, perCase} from './sweep/sweep-gets';
import {Walker} from './walk';

/** What is so in one world and not, or otherwise, in the other; who must not notice, and who must. */
export interface HiddenFact {
  readonly name: string;
  readonly viewers: readonly string[];
  readonly told: string;
  readonly worlds: readonly [(walker: Walker) => Promise<unknown>, (walker: Walker) => Promise<unknown>];
  /** What is asked beside everything that can be read. */
  readonly also?: (walker: Walker) => Promise<string>;
}

/** What lies in both worlds; stopped, so that it can be copied. */
export interface Origin {
  readonly walker: Walker;
  readonly cases: readonly string[];
}

/** Viewers of each fact who read printed reports too: these take as long as everything else together. */
const PRINTED = 1;
const gets = operations.filter(({method}) => method === 'GET');

/**
 * Makes both worlds of one origin, alike but for the fact, and says in how many answers somebody could tell them apart, and
 * whether whoever is told the fact can.
 */
export async function compareWorlds(
  {walker: before, cases}: Origin,
  fact: HiddenFact,
): Promise<{pairs: number; answers: number; differences: string[]; noticed: boolean}> {
  const worlds: TestApp[] = [];
  try {
    const [one, other] = await Promise.all(
      fact.worlds.map(async (change) => {
        const app = await copyOf(before.app);
        worlds.push(app);
        const walker = new Walker(app, before.hospital, before);
        await change(walker);
        return walker;
      }),
    );
    if (!one || !other) throw new Error('there are two worlds');
    const differ = async (key: string, path: string): Promise<string | null> => {
      const [here, there] = await Promise.all([answer(one, key, path), answer(other, key, path)]);
      return here === there ? null : `${fact.name}, ${key}, ${path}:\n${here}\n${there}`;
    };
    const differences: string[] = [];
    let answers = 0;
    const paths = await pathsIn(one, cases);
    const unprinted = paths.filter((path) => !path.endsWith('/report.pdf'));
    for (const [index, key] of fact.viewers.entries()) {
      for (const path of index < PRINTED ? paths : unprinted) {
        const difference = await differ(key, path);
        answers += 1;
        if (difference !== null) differences.push(difference);
      }
    }
    if (fact.also && (await fact.also(one)) !== (await fact.also(other))) differences.push(fact.name);
    let noticed = false;
    for (const path of unprinted) noticed ||= (await differ(fact.told, path)) !== null;
    return {pairs: fact.viewers.length, answers, differences, noticed};
  } finally {
    for (const app of worlds) await app.close();
  }
}

async function copyOf({config, database, clock}: TestApp): Promise<TestApp> {
  const [copy, randomness] = [await databaseFrom(database.name), new SeededRandomness('alike')];
  return startTestApp({keyFile: config.keyFile}, {database: copy, clock, randomness});
}

/** Everything that can be read, with the ids of the world in which there is more. */
async function pathsIn(walker: Walker, cases: readonly string[]): Promise<string[]> {
  const known = await KnownIds.of(walker.app.database, 3);
  const rows = await walker.app.database.asSuperuser<{id: string}>('SELECT id FROM review_case ORDER BY id');
  const all = await Promise.all(rows.map(({id}) => caseIdsOf(walker, id)));
  const first = all.filter(({caseId}) => caseId === cases[0]);
  const paths = gets.flatMap((operation) =>
    (perCase(operation) ? all : first).flatMap((about) => pathsOf(operation, known, about)),
  );
  return paths.map((path) =>
    path.endsWith('/api/cases') || path.endsWith('/inbox') ? `${path}?limit=100` : path,
  );
}

async function answer(walker: Walker, key: string, path: string): Promise<string> {
  const {status, headers, body} = await new Asker(walker, key).ask({method: 'GET', path});
  return textOf({status, headers: headers.filter(([name]) => name !== 'date'), body});
}
