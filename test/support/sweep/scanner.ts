import type {Hospital} from '../hospital';
import {textOf} from './reply-text';
import type {Reply} from './reply-text';
import {CANARY} from './truth';
import type {Truth} from './truth';

/** What was asked, and by whom. */
export interface Asked {
  readonly key: string;
  readonly operation: string;
  readonly path: string;
  /** What the asker sent themselves, and may therefore meet again. */
  readonly sent: string;
  /** The case that the question names. */
  readonly caseId: string | null;
}

const ID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
/** Compliance says of every item of a case whether it was produced, by id, kind and date: a privilege log. */
const LISTS_ITEMS = new Set(['listProducible', 'showProduction', 'recordProduction']);
const NUMBER = /\b[A-Z]{2}-2026-\d{4,6}\b/g;

/** Reads replies and finds in them what the definitions do not let their reader have. */
export class Scanner {
  replies = 0;
  readonly leaks: string[] = [];
  readonly seen = new Map<string, Set<string>>();
  readonly viewers = new Set<string>();
  /** Ids that anybody has named in a question: the log of what was asked, and refused, names them again. */
  readonly #named = new Set<string>();
  readonly operations = new Map<string, Set<number>>();

  constructor(
    private readonly hospital: Hospital,
    private readonly names: ReadonlyMap<string, string>,
  ) {}

  /** @returns whether nothing is in it that its reader may not have; what is, stands in `leaks` unless `quiet` */
  read(truth: Truth, asked: Asked, reply: Reply, {quiet = false} = {}): boolean {
    const {key, operation} = asked;
    this.replies += 1;
    this.viewers.add(key);
    this.operations.set(operation, (this.operations.get(operation) ?? new Set()).add(reply.status));
    const text = textOf(reply);
    const found = [
      ...(reply.status === 429 || reply.status >= 500 ? [`answers ${reply.status}`] : []),
      ...this.#words(truth, asked, text),
      ...this.#ids(truth, asked, text),
      ...this.#people(truth, asked, reply, text),
    ];
    if (!quiet) this.leaks.push(...found.map((what) => `${operation} ${asked.path} as ${key}: ${what}`));
    return found.length === 0;
  }

  /** Something that leaves by another way than a reply: no canary may be in it, whoever reads it. */
  outside(place: string, text: string): void {
    for (const word of text.match(CANARY) ?? []) this.leaks.push(`${place} tells ${word}`);
  }

  #words(truth: Truth, {key, sent}: Asked, text: string): string[] {
    const leaks: string[] = [];
    for (const found of new Set(text.match(CANARY) ?? [])) {
      const word = found.toLowerCase();
      if (truth.caseOf(word) === null || sent.includes(found)) continue;
      if (truth.mayRead(key, word)) this.seen.set(word, (this.seen.get(word) ?? new Set()).add(key));
      else leaks.push(`tells ${truth.place(word)} (${word})`);
    }
    return leaks;
  }

  #ids(truth: Truth, {key, operation, path, sent}: Asked, text: string): string[] {
    for (const id of sent.match(ID) ?? []) this.#named.add(id);
    const ofLog = path.startsWith('/api/audit/');
    const hidden = [...new Set(text.match(ID) ?? [])].filter(
      (id) =>
        !(ofLog ? this.#named.has(id) : sent.includes(id)) &&
        !truth.mayHaveId(key, id) &&
        !(LISTS_ITEMS.has(operation) && truth.mayKnow(key, truth.caseOfId(id))),
    );
    const numbers = [...new Set(text.match(NUMBER) ?? [])].filter(
      (number) => !sent.includes(number) && !truth.mayHaveNumber(key, number),
    );
    return [...hidden, ...numbers].map((id) => `names ${id}`);
  }

  /** Who is what to a case: in what is said of that case, but for lists of people from which to choose. */
  #people(truth: Truth, {key, caseId, sent}: Asked, {body}: Reply, text: string): string[] {
    const parts =
      caseId === null || !truth.cases.has(caseId)
        ? casesIn(body, truth)
        : [{caseId, said: unlisted(body, text)}];
    return parts.flatMap(({caseId: about, said}) =>
      truth
        .hiddenPeople(key, about)
        .filter((person) => !sent.includes(person))
        .filter((person) => said.includes(person) || said.includes(this.names.get(person) ?? person))
        .map((person) => `names ${this.#keyOf(person)} of ${about}`),
    );
  }

  #keyOf(person: string): string {
    return [...this.hospital.people].find(([, id]) => id === person)?.[0] ?? person;
  }
}

/** Without the choices that forms offer: these name everybody who could be chosen. */
function unlisted(body: Buffer, text: string): string {
  const json = parsed(body);
  return json === undefined
    ? text
    : JSON.stringify(json, (name, value: unknown) => (name === 'oneOf' ? undefined : value));
}

/** Every object in a reply that names a case as its own or as its `caseId`. */
function casesIn(body: Buffer, truth: Truth): {caseId: string; said: string}[] {
  const found: {caseId: string; said: string}[] = [];
  JSON.stringify(parsed(body), (_, value: unknown) => {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      const {id, caseId = id} = value as {id?: unknown; caseId?: unknown};
      if (typeof caseId === 'string' && truth.cases.has(caseId))
        found.push({caseId, said: unlisted(Buffer.from(JSON.stringify(value)), '')});
    }
    return value;
  });
  return found;
}

function parsed(body: Buffer): unknown {
  const first = body.subarray(0, 1).toString();
  return first === '{' || first === '[' ? JSON.parse(body.toString()) : undefined;
}
