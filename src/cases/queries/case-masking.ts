import type {Mask} from '../../disclosure';
import {
  AttachedFile,
  CastMember,
  DocumentRelease,
  IndexEvent,
  KnownIdentities,
  KnownPatient,
  Roster,
  TextMask,
  maskedDocument,
  maskedItem,
  together,
} from '../../masking';
import {endOfDay} from '../../workflow';
import {ItemRow} from '../persistence/case-rows';
import {StoredCase, openItem} from '../persistence/stored-case';

/** Who is of the organisation, and its clock. */
export interface Surrounding {
  readonly people: Roster;
  /** The reviewed physician under all their names; nobody when they are not in the registry. */
  readonly subject: readonly CastMember[];
  readonly organisation: string;
  /** What its parts are called, and employers of its people; asked for what leaves it alone. */
  readonly units?: readonly string[];
  readonly timeZone: string;
}

/** What attaching a chart keeps of who is named in it. */
export interface ChartIdentities {
  readonly documentId: string;
  readonly patient: KnownPatient;
  readonly organisations: readonly string[];
  readonly cast: readonly CastMember[];
  /** Pseudonyms by the chart's own keys of who took part. */
  readonly keys: Readonly<Record<string, string>>;
}

const FILES = new Set(['document', 'attachment']);

/** Masks one case: knows who is who in it, when it happened, and up to when its course is shown. */
export class CaseMasking {
  readonly #stored: StoredCase;
  readonly #surrounding: Surrounding | null;
  readonly #masks = new Map<string, TextMask>();
  readonly #contents = new Map<string, unknown[]>();
  #known: KnownIdentities | null = null;

  /** @param surrounding null where nothing will be masked */
  constructor(stored: StoredCase, surrounding: Surrounding | null) {
    this.#stored = stored;
    this.#surrounding = surrounding;
  }

  /** How an item is shown, or null where it is not there. */
  item(item: ItemRow, masks: ReadonlySet<Mask>): (() => unknown) | null {
    if (!FILES.has(item.kind))
      return () =>
        maskedItem({kind: item.kind, content: openItem(this.#stored, item)}, masks, this.text(masks));
    const file = openItem(this.#stored, item) as AttachedFile;
    const masked = maskedDocument(file, {
      masks,
      release: this.#releaseOf(file.documentId),
      identified: this.identitiesOf(file.documentId) !== null,
    });
    return masked && (() => masked);
  }

  text(masks: ReadonlySet<Mask>): TextMask {
    const key = [...masks].join(' ');
    let mask = this.#masks.get(key);
    if (!mask) {
      const parts = {
        patient: masks.has('patient'),
        people: masks.has('people'),
        full: masks.has('institutions'),
      };
      mask = new TextMask(this.known, this.index, parts);
      this.#masks.set(key, mask);
    }
    return mask;
  }

  get index(): IndexEvent {
    const {eventDate} = (this.#all('referral')[0] ?? {}) as {eventDate?: string};
    return {day: eventDate ?? null, timeZone: this.#place.timeZone};
  }

  /** Up to when the course is shown while the outcome is masked; null where nobody knows, and nothing is shown. */
  get until(): Date | null {
    const {until} = (this.#all('indexPoint').at(-1) ?? {}) as {until?: string};
    if (until !== undefined) return new Date(until);
    const {day, timeZone} = this.index;
    return day === null ? null : endOfDay(day, {timeZone, holidays: new Set()});
  }

  identitiesOf(documentId: string): ChartIdentities | null {
    return this.#identities().find((one) => one.documentId === documentId) ?? null;
  }

  get known(): KnownIdentities {
    this.#known ??= this.#whoIsWho();
    return this.#known;
  }

  #whoIsWho(): KnownIdentities {
    const charts = this.#identities();
    const references = (this.#all('patient') as {reference: string}[]).map(({reference}) => reference);
    const departments = (this.#all('referral') as {department?: string}[]).flatMap(
      ({department}) => department ?? [],
    );
    const {people, subject, organisation, units = []} = this.#place;
    return {
      patient: together([{numbers: references}, ...charts.map(({patient}) => patient)]),
      cast: [...subject, ...charts.flatMap(({cast}) => cast)],
      people,
      organisations: [organisation, ...charts.flatMap(({organisations}) => organisations)],
      units: [...units, ...departments],
    };
  }

  #identities(): ChartIdentities[] {
    return this.#all('identities') as ChartIdentities[];
  }

  #releaseOf(documentId: string): DocumentRelease | null {
    const releases = this.#all('documentRelease') as DocumentRelease[];
    return releases.filter((release) => release.documentId === documentId).at(-1) ?? null;
  }

  /** Every item of a kind, opened once. */
  #all(kind: string): unknown[] {
    let contents = this.#contents.get(kind);
    if (!contents) {
      contents = this.#stored.items
        .filter((item) => item.kind === kind)
        .map((item) => openItem(this.#stored, item));
      this.#contents.set(kind, contents);
    }
    return contents;
  }

  get #place(): Surrounding {
    if (!this.#surrounding)
      throw new Error(`case ${this.#stored.row.id} was to be shown masked, and cannot be`);
    return this.#surrounding;
  }
}
