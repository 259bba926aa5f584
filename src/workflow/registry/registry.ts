import {Injectable} from '@nestjs/common';
import {ActionHandler, ChoiceSource, FormSource, UploadHandler} from './action-context';

class Named<T> {
  readonly #entries = new Map<string, T>();
  readonly #kind: string;

  constructor(kind: string) {
    this.#kind = kind;
  }

  add(name: string, entry: T): void {
    if (this.#entries.has(name)) throw new Error(`${this.#kind} ${name} is registered twice`);
    this.#entries.set(name, entry);
  }

  /** @throws Error when nobody answers to that name; start-up checks that this cannot happen */
  get(name: string): T {
    const entry = this.#entries.get(name);
    if (entry === undefined) throw new Error(`${this.#kind} ${name} is not registered`);
    return entry;
  }

  get names(): ReadonlySet<string> {
    return new Set(this.#entries.keys());
  }

  get entries(): ReadonlyMap<string, T> {
    return this.#entries;
  }
}

/** What the features bring to a case; each registers its own in its module, the cases feature sees only this. */
@Injectable()
export class FeatureRegistry {
  readonly handlers = new Named<ActionHandler>('action');
  readonly choices = new Named<ChoiceSource>('choice list');
  readonly forms = new Named<FormSource>('form');
  readonly uploads = new Named<UploadHandler>('upload');

  /** The facts for which an effect supplies a value. */
  get supplies(): ReadonlyMap<string, readonly string[]> {
    const pairs = [...this.handlers.entries].map(([effect, {supplies = []}]) => [effect, supplies] as const);
    return new Map(pairs.filter(([, facts]) => facts.length > 0));
  }

  /** Handlers check their data against the form that the definition gives them, hence the free type. */
  handle<Data>(...handlers: readonly ActionHandler<Data>[]): this {
    for (const handler of handlers) this.handlers.add(handler.effect, handler);
    return this;
  }

  offer(...sources: readonly ChoiceSource[]): this {
    for (const source of sources) this.choices.add(source.name, source);
    return this;
  }
}
