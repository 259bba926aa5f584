import {draftTypesOf} from '../law';
import type {Walker} from '../walk';
import {Asker} from './asker';
import type {CaseIds, KnownIds} from './known-ids';
import {operations} from './operations';
import type {Operation} from './operations';
import type {Scanner} from './scanner';
import type {SweepWorld} from './sweep-world';
import type {Truth} from './truth';

const PAGES = 3;
/** Words of either shape that are nowhere. */
const nothingLike = (word: string): string =>
  word.startsWith('zq') ? `zq${'z'.repeat(14)}` : 'canary-000000000000';
const LISTS = new Set(['listCases', 'listInbox']);
const gets = operations.filter(({method}) => method === 'GET');
/** Whether an operation's path begins with a case. */
export const perCase = ({path}: Operation): boolean => path.startsWith('/api/cases/{id}');

/** What a question about one case can name. */
export async function caseIdsOf(walker: Walker, caseId: string): Promise<CaseIds> {
  const {database} = walker.app;
  const [row] = await database.asSuperuser<{programme: string}>(
    'SELECT programme FROM review_case WHERE id = $1',
    [caseId],
  );
  const documents = await database.asSuperuser<{id: string}>(
    'SELECT id FROM chart_document WHERE case_id = $1',
    [caseId],
  );
  const programme = row?.programme ?? '';
  return {
    ...{caseId, programme, types: draftTypesOf(programme)},
    documents: documents.map(({id}) => id),
    people: [walker.id('physician')],
  };
}

/** Every combination of a path's parameters. */
export function pathsOf(operation: Operation, known: KnownIds, about: CaseIds): string[] {
  let paths = [operation.path];
  for (const parameter of operation.parameters.filter((one) => one.in === 'path')) {
    const values = known.values(operation, parameter, about);
    paths = paths.flatMap((path) => values.map((value) => path.replace(`{${parameter.name}}`, value)));
  }
  return paths;
}

/** What can be asked by somebody who changes nothing. */
export class SweepGets {
  constructor(
    private readonly world: SweepWorld,
    private readonly scanner: Scanner,
    /** Whether printed reports are read as well: they take as long as everything else together. */
    private readonly reading: {readonly printed: boolean},
  ) {}

  /** Everything that a path names a case for, and the lists in which the case may stand. */
  async ofCase(truth: Truth, known: KnownIds, key: string, caseId: string): Promise<void> {
    const asker = new Asker(this.world.walker, key);
    const of = await caseIdsOf(this.world.walker, caseId);
    for (const operation of gets.filter((one) => this.#isOfCase(one)))
      for (const path of pathsOf(operation, known, of))
        await this.#read(asker, operation, {truth, path, caseId: perCase(operation) ? caseId : null});
  }

  /** Everything else, with ids of all that lies there. */
  async ofAll(truth: Truth, known: KnownIds, key: string): Promise<void> {
    const asker = new Asker(this.world.walker, key);
    const of = await caseIdsOf(this.world.walker, this.world.cases[0] ?? '');
    for (const operation of gets.filter((one) => !perCase(one)))
      for (const path of pathsOf(operation, known, of))
        await this.#read(asker, operation, {truth, path, caseId: null});
  }

  /** Asks every filter for words that the asker may not know: hidden is answered as absent is. */
  async search(truth: Truth, key: string, words: readonly string[]): Promise<number> {
    const asker = new Asker(this.world.walker, key);
    let asked = 0;
    for (const operation of gets.filter(({path}) => !path.includes('{')))
      for (const parameter of operation.parameters.filter((one) => one.in === 'query'))
        for (const word of words.filter((one) => !truth.mayRead(key, one))) {
          const nothing = nothingLike(word);
          const path = (value: string): string => `${operation.path}?${parameter.name}=${value}`;
          const question = {
            key,
            operation: operation.operationId,
            path: path(word),
            sent: word,
            caseId: null,
          };
          const [there, absent] = [
            await asker.ask({method: 'GET', path: path(word)}),
            await asker.ask({method: 'GET', path: path(nothing)}),
          ];
          this.scanner.read(truth, question, there);
          asked += 1;
          const said = (body: Buffer, value: string): string => body.toString().replaceAll(value, '');
          if (there.status !== absent.status || said(there.body, word) !== said(absent.body, nothing))
            this.scanner.leaks.push(`${path(word)} as ${key}: is answered otherwise than ${nothing}`);
        }
    return asked;
  }

  #isOfCase(operation: Operation): boolean {
    if (operation.operationId === 'downloadReport') return this.reading.printed;
    return perCase(operation) || LISTS.has(operation.operationId);
  }

  async #read(
    asker: Asker,
    operation: Operation,
    {truth, path, caseId}: {truth: Truth; path: string; caseId: string | null},
  ): Promise<void> {
    const query = this.#query(operation);
    let next: string | null = '';
    for (let page = 0; next !== null && page < PAGES; page += 1) {
      const more: string = next === '' ? '' : `cursor=${encodeURIComponent(next)}`;
      const full: string = [path, [query, more].filter((part) => part !== '').join('&')]
        .filter((part) => part !== '')
        .join('?');
      const reply = await asker.ask({method: 'GET', path: full});
      const question = {key: asker.key, operation: operation.operationId, path: full, sent: full, caseId};
      this.scanner.read(truth, question, reply);
      next = cursorOf(reply.body);
    }
  }

  /** The largest pages, and whatever must be given. */
  #query({parameters, operationId}: Operation): string {
    return parameters
      .filter((one) => one.in === 'query' && (one.required === true || one.name === 'limit'))
      .map(({name, schema}) => {
        if (name === 'limit') return 'limit=100';
        if (name === 'cases') return `cases=${this.world.cases.slice(0, 20).join(',')}`;
        if (name === 'programme') return 'programme=peer-review';
        if (schema.enum) return `${name}=${String(schema.enum[0])}`;
        throw new Error(
          `The sweep knows no value for ?${name} of ${operationId}: teach it in sweep-gets.ts.`,
        );
      })
      .join('&');
  }
}

function cursorOf(body: Buffer): string | null {
  const [, next = null] = /"next":"([^"]+)"\}$/.exec(body.subarray(-600).toString()) ?? [];
  return next;
}
