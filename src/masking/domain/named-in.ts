import {maskPatterns} from './identifying-patterns';
import {KnownIdentities} from './known-identities';
import {NumberMask} from './known-numbers';
import {WordMask} from './known-words';

/** A place in what somebody is about to save that would tell who somebody is. */
export interface NameWarning {
  /** RFC 6901, into a body that holds the value under `data`. */
  readonly pointer: string;
  readonly detail: string;
}

const PATIENT =
  'names the patient or somebody close to them, which those who judge must not know: write "the patient"';
const COLLEAGUE =
  'names a colleague, whom those who judge know by a letter: say what they are, such as "the night nurse"';
const CONTACT = 'holds a number, an address or a link by which somebody could be identified: leave it out';

const escaped = (name: string): string => name.replace(/~/g, '~0').replace(/\//g, '~1');

/**
 * Says which texts of a value name somebody, by what the writer may know: `known` holds nothing else, so that no warning
 * tells whoever does not know a name that it is the right one.
 */
export function namedIn(value: unknown, {patient, cast, people}: KnownIdentities): NameWarning[] {
  const someone = {mask: '', bare: true, person: true};
  const close = new WordMask([...patient.names, ...patient.contacts].map((text) => ({text, ...someone})));
  const numbers = new NumberMask(patient.numbers.map((text) => ({text, mask: ''})));
  const colleagues = (text: string): WordMask =>
    new WordMask([
      ...cast.flatMap(({names}) => names.map((name) => ({text: name, ...someone}))),
      ...people.among(text).map((name) => ({text: name, ...someone, bare: false})),
    ]);
  const judge = (text: string): string[] => [
    ...(close.mask(text) !== text || numbers.mask(text) !== text ? [PATIENT] : []),
    ...(colleagues(text).mask(text) !== text || people.numbers.mask(text) !== text ? [COLLEAGUE] : []),
    ...(maskPatterns(text, false) !== text ? [CONTACT] : []),
  ];
  const walk = (node: unknown, pointer: string): NameWarning[] => {
    if (typeof node === 'string') return judge(node.normalize('NFC')).map((detail) => ({pointer, detail}));
    if (typeof node !== 'object' || node === null) return [];
    return Object.entries(node).flatMap(([name, child]) => walk(child, `${pointer}/${escaped(name)}`));
  };
  return walk(value, '/data');
}
