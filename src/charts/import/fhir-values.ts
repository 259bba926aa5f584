import type {TimelineCode, TimelineQuantity} from '../domain/timeline';

/** A JSON object of unknown content. */
export type FhirObject = Record<string, unknown>;

/** The value if it is a JSON object, else null. */
export function objectOf(value: unknown): FhirObject | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as FhirObject) : null;
}

/** The objects in a list; a lone object counts as a list of one, since FHIR's versions differ in what repeats. */
export function objectsOf(value: unknown): FhirObject[] {
  const list: unknown[] = Array.isArray(value) ? value : [value];
  return list.map(objectOf).filter((item) => item !== null);
}

/** The text if it is one and not blank, trimmed; else null. */
export function textOf(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const text = value.trim();
  return text === '' ? null : text;
}

/** Joins what there is; null when there is nothing. */
export function joined(parts: readonly (string | null)[], separator: string): string | null {
  const present = parts.filter((part) => part !== null);
  return present.length === 0 ? null : present.join(separator);
}

/** A Coding or CodeableConcept as text for reading: its text, else a display, else a code. */
export function conceptText(value: unknown): string | null {
  const concept = objectOf(value);
  if (concept === null) return null;
  const codings = [...objectsOf(concept['coding']), concept];
  const first = (field: string): string | null =>
    codings.map((coding) => textOf(coding[field])).find((text) => text !== null) ?? null;
  return textOf(concept['text']) ?? first('display') ?? first('code');
}

/** The texts of a list of concepts. */
export function conceptsText(value: unknown): string | null {
  return joined(objectsOf(value).map(conceptText), '; ');
}

/** The first code of a CodeableConcept or Coding, one with a system before one without. */
export function conceptCode(value: unknown): TimelineCode | null {
  const concept = objectOf(value);
  if (concept === null) return null;
  const codes = [...objectsOf(concept['coding']), concept]
    .map((coding) => ({system: textOf(coding['system']), code: textOf(coding['code'])}))
    .filter((coding): coding is TimelineCode => coding.code !== null);
  return codes.find(({system}) => system !== null) ?? codes[0] ?? null;
}

/** A number for reading: four decimals, or three significant digits below a thousandth. */
function numberText(value: number): string {
  const rounded = Math.abs(value) < 0.001 ? Number(value.toPrecision(3)) : Number(value.toFixed(4));
  return String(rounded);
}

/** A Quantity's number and unit; null without a finite number (1e999 is valid JSON). */
export function quantityOf(value: unknown): TimelineQuantity | null {
  const quantity = objectOf(value);
  const number = quantity?.['value'];
  if (quantity === null || typeof number !== 'number' || !Number.isFinite(number)) return null;
  return {value: number, unit: textOf(quantity['unit']) ?? textOf(quantity['code']) ?? ''};
}

/** A Quantity as text, its comparator first: `<0.01 ng/mL`. */
export function quantityText(value: unknown): string | null {
  const quantity = quantityOf(value);
  if (quantity === null) return null;
  const comparator = textOf(objectOf(value)?.['comparator']) ?? '';
  return joined([comparator + numberText(quantity.value), textOf(quantity.unit)], ' ');
}

/** A Range as text: `3.5–5.1 mmol/L`, `≥ 3.5 mmol/L`, `≤ 5.1 mmol/L`. */
export function rangeText(value: unknown): string | null {
  const range = objectOf(value);
  const [low, high] = [quantityOf(range?.['low']), quantityOf(range?.['high'])];
  if (low !== null && high !== null) {
    return joined(
      [`${numberText(low.value)}–${numberText(high.value)}`, textOf(high.unit) ?? textOf(low.unit)],
      ' ',
    );
  }
  if (low !== null) return joined(['≥', numberText(low.value), textOf(low.unit)], ' ');
  if (high !== null) return joined(['≤', numberText(high.value), textOf(high.unit)], ' ');
  return null;
}

/** The texts of a list of Annotations. */
export function notesText(value: unknown): string | null {
  return joined(
    objectsOf(value).map((note) => textOf(note['text'])),
    '\n\n',
  );
}

/** The details that there are, as plain text by name. */
export function detailsOf(details: Record<string, string | null>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(details).filter((pair): pair is [string, string] => pair[1] !== null),
  );
}
