import {maskAges, maskPatterns} from './identifying-patterns';
import {IndexEvent, IndexTime} from './index-event';
import {KnownIdentities} from './known-identities';
import {NumberMask} from './known-numbers';
import {KnownWords, WordMask} from './known-words';
import {COLLEAGUE} from './roster';
import {TextDates} from './text-dates';

/** What a text is masked of. */
export interface MaskedParts {
  /** The patient: names, contacts, places, numbers, dates, ages over 89. */
  readonly patient: boolean;
  /** The reviewed physician and colleagues. */
  readonly people: boolean;
  /** Safe Harbor in full, for what leaves the organisation: also institutions and every long number. */
  readonly full?: boolean;
}

const PATIENT = '[patient]';
const CONTACT = '[contact]';
const PLACE = '[place]';
const NUMBER = '[number]';
const INSTITUTION = '[institution]';

/** One of our own ids tells nothing, and a number in it is nobody's. */
const OPAQUE_ID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

/** Masks free text of who is known and of what shows by its form (45 CFR 164.514(b)(2)(i)). */
export class TextMask {
  readonly #parts: MaskedParts;
  readonly #words: Words;
  readonly #numbers: readonly NumberMask[];
  readonly #dates: TextDates;
  readonly time: IndexTime;

  constructor(known: KnownIdentities, index: IndexEvent, parts: MaskedParts) {
    this.#parts = parts;
    this.#words = new Words(known, parts);
    // Those of the case first: who is also of the organisation keeps the pseudonym.
    this.#numbers = [
      new NumberMask(numbersOf(known, parts)),
      ...(parts.people ? [known.people.numbers] : []),
    ];
    this.time = new IndexTime(index);
    this.#dates = new TextDates(this.time, known.patient.birthDates);
  }

  mask(text: string): string {
    const {patient, full = false} = this.#parts;
    const numbered = this.#numbers.reduce((masked, mask) => mask.mask(masked), text.normalize('NFC'));
    const plain = patient ? maskPatterns(this.#dates.mask(numbered), full) : numbered;
    const named = this.#words.mask(plain);
    return patient ? maskAges(named) : named;
  }

  /** The same of every text in a JSON value; names of fields and other values stay. */
  value(value: unknown): unknown {
    if (typeof value === 'string') return OPAQUE_ID.test(value) ? value : this.mask(value);
    if (Array.isArray(value)) return value.map((one) => this.value(one));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, this.value(one)]));
  }
}

/** What is known of the case, with those of the organisation who can stand in a text: they are too many for each. */
class Words {
  readonly #known: KnownIdentities;
  readonly #parts: MaskedParts;
  readonly #masks = new Map<string, WordMask>();

  constructor(known: KnownIdentities, parts: MaskedParts) {
    this.#known = known;
    this.#parts = parts;
  }

  mask(text: string): string {
    const people = this.#parts.people ? this.#known.people.among(text) : [];
    const key = people.join('\n');
    let mask = this.#masks.get(key);
    if (!mask) {
      mask = new WordMask(wordsOf(this.#known, people, this.#parts));
      this.#masks.set(key, mask);
    }
    return mask.mask(text);
  }
}

/** Those of the case first: who is also of the organisation keeps the pseudonym. */
function wordsOf(
  {patient, cast, organisations, units = []}: KnownIdentities,
  people: readonly string[],
  parts: MaskedParts,
): KnownWords[] {
  const words = (texts: readonly string[], mask: string, kind: Omit<KnownWords, 'text' | 'mask'>) =>
    texts.map((text) => ({text, mask, ...kind}));
  const someone = {bare: true, person: true};
  const named = new Set(cast.flatMap(({names}) => names));
  return [
    ...(parts.patient
      ? [
          ...words(patient.names, PATIENT, someone),
          ...words(patient.contacts, CONTACT, someone),
          ...words(patient.places, PLACE, {bare: false, person: false}),
        ]
      : []),
    ...(parts.people
      ? [
          ...cast.flatMap(({names, pseudonym}) => words(names, pseudonym, someone)),
          ...words(
            people.filter((name) => !named.has(name)),
            COLLEAGUE,
            {bare: false, person: true},
          ),
        ]
      : []),
    ...(parts.full === true
      ? [
          ...words(organisations, INSTITUTION, {bare: false, person: false}),
          ...words(units.flatMap(partsOf), INSTITUTION, {bare: false, person: false, proper: true}),
        ]
      : []),
  ];
}

/** "Medicine, ward 4" is also written "ward 4". */
const partsOf = (unit: string): string[] => [unit, ...unit.split(/[,;:/()[\]–—]|\s-\s/u)];

function numbersOf({patient, cast}: KnownIdentities, parts: MaskedParts): {text: string; mask: string}[] {
  return [
    ...(parts.patient ? patient.numbers.map((text) => ({text, mask: NUMBER})) : []),
    ...(parts.people
      ? cast.flatMap(({npi, pseudonym}) => (npi === null ? [] : {text: npi, mask: pseudonym}))
      : []),
  ];
}
