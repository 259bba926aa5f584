import {PassThrough} from 'node:stream';
import type {Readable} from 'node:stream';
import type {CaseSight, KnownCases} from '../../cases';
import type {StillHere} from '../../identity';

/** Whoever reads no more is left, rather than written to for ever; bytes. */
const MOST_UNREAD = 65_536;
/** Milliseconds after which a browser opens the next one by itself. */
const RETRY = 3_000;

export interface LiveStreamStart {
  readonly organisationId: string;
  /** What the log calls the session. */
  readonly session: string;
  readonly stillHere: StillHere;
}

/** One page that waits for news, as an event stream (HTML Standard, section 9.2): ids of cases and nothing of what is in them. */
export class LiveStream {
  readonly organisationId: string;
  readonly session: string;
  readonly stillHere: StillHere;
  readonly #body = new PassThrough();
  /** Null until it has begun. */
  #known: KnownCases | null = null;
  /** Cases that were changed meanwhile, each with the number in its stream after which that begins. */
  readonly #early = new Map<string, number>();
  #wroteAt = performance.now();
  /** When the session was last asked for; `performance.now()`. */
  askedAt = performance.now();

  constructor({organisationId, session, stillHere}: LiveStreamStart) {
    this.organisationId = organisationId;
    this.session = session;
    this.stillHere = stillHere;
  }

  get body(): Readable {
    return this.#body;
  }

  get ended(): boolean {
    return this.#body.writableEnded || this.#body.destroyed;
  }

  /**
   * @param known what its viewer saw when it was opened
   * @returns cases to look at now, since they were changed while that was read
   */
  begin(known: KnownCases): ReadonlyMap<string, number> {
    this.#known = known;
    this.#write(`retry: ${RETRY}\n: what changes is told here\n\n`);
    return this.#early;
  }

  /** Whether a changed case is to be looked at now; one that is changed before the stream has begun is looked at then. */
  takes(caseId: string, after: number): boolean {
    if (this.#known) return true;
    this.#early.set(caseId, Math.min(after, this.#early.get(caseId) ?? after));
    return false;
  }

  /** Tells of a case that was changed, if what this viewer sees of it was. @param sight null when they see none of it now */
  look(caseId: string, sight: CaseSight | null): void {
    if (!this.#known) return;
    const {versions, all} = this.#known;
    const before = versions.get(caseId);
    if (!sight) {
      // It went out of their sight: their lists are shorter now, and of the case itself nothing is said.
      if (versions.delete(caseId)) this.#tell(null);
      return;
    }
    versions.set(caseId, sight.version);
    // Where all are known, one that is not came into sight just now; elsewhere only what is told of it is a change.
    const changed = before === undefined ? all : before !== sight.version;
    if (changed || sight.inHistory) this.#tell(caseId);
  }

  /** A comment, so that nobody between takes the silence for the end. */
  beat(every: number): void {
    if (performance.now() - this.#wroteAt >= every) this.#write(':\n\n');
  }

  end(): void {
    if (!this.ended) this.#body.end();
  }

  #tell(caseId: string | null): void {
    this.#write(`event: changed\ndata: ${JSON.stringify({case: caseId})}\n\n`);
  }

  #write(text: string): void {
    if (this.ended) return;
    this.#wroteAt = performance.now();
    this.#body.write(text);
    if (this.#body.writableLength > MOST_UNREAD) this.#body.destroy();
  }
}
