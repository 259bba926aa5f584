import {existsSync, readFileSync} from 'node:fs';
import {Document, LineCounter, Node, isAlias, isMap, isNode, isScalar, isSeq, parseDocument} from 'yaml';
import {SourcePath} from '../domain/transitions';

/** Keeps an installation from reading for ever what a few aliases blow up. */
const MOST_ALIASES = 1000;

export interface TextFault {
  readonly place: string;
  readonly fault: string;
}

/** One YAML file of a definition, with the place of everything in it. */
export class DefinitionText {
  readonly #name: string;
  readonly #lines = new LineCounter();
  readonly #document: Document.Parsed | null;

  /** @param path of the file, which may be missing; @param name what to call it */
  constructor(path: string, name: string) {
    this.#name = name;
    this.#document = existsSync(path)
      ? parseDocument(readFileSync(path, 'utf8'), {lineCounter: this.#lines, prettyErrors: false})
      : null;
  }

  /** Everything because of which the file is no YAML 1.2. */
  get faults(): TextFault[] {
    return (this.#document?.errors ?? []).map(({pos, message}) => ({
      place: this.#place(pos[0]),
      fault: message,
    }));
  }

  /** What the file says, aliases resolved, so that what is hashed is what is run; null when there is no file. */
  get value(): unknown {
    const value: unknown = this.#document?.toJS({maxAliasCount: MOST_ALIASES}) ?? null;
    return JSON.parse(JSON.stringify(value)) as unknown;
  }

  /** `name:line:column` of what stands at a path, or of the innermost part of the path that exists. */
  locate(at: SourcePath): string {
    return this.#place(this.#offset(at));
  }

  /** `line 3, column 5` of the same. */
  place(at: SourcePath): string {
    const {line, col} = this.#lines.linePos(this.#offset(at));
    return `line ${line}, column ${col}`;
  }

  #offset(at: SourcePath): number {
    let node: unknown = this.#document?.contents;
    let offset = 0;
    for (const key of at) {
      const inner = this.#open(node);
      if (isMap(inner)) {
        const pair = inner.items.find(({key: one}) => isScalar(one) && String(one.value) === String(key));
        if (!pair) break;
        node = pair.value;
        offset = startOf(isScalar(node) ? node : pair.key) ?? offset;
      } else if (isSeq(inner)) {
        node = inner.items[Number(key)];
        if (node === undefined) break;
        offset = startOf(node) ?? offset;
      } else break;
    }
    return offset;
  }

  #open(node: unknown): unknown {
    return this.#document && isAlias(node) ? node.resolve(this.#document) : node;
  }

  #place(offset: number): string {
    const {line, col} = this.#lines.linePos(offset);
    return line === 0 ? this.#name : `${this.#name}:${line}:${col}`;
  }
}

const startOf = (node: unknown): number | undefined =>
  isNode(node) ? ((node as Node).range?.[0] ?? undefined) : undefined;
