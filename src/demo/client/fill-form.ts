import {randomUUID} from 'node:crypto';
import {Ajv2020} from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import {choicesOf, choose, chooseSeveral} from './choose';
import type {ChoosingContext} from './choose';
import type {Schema} from './contract';

export interface FillingContext extends ChoosingContext {
  /** `YYYY-MM-DD` */
  readonly today: string;
}

/** A form asks for something that a client which knows JSON Schema alone cannot invent. */
export class UnfillableFormError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UnfillableFormError';
  }
}

/** The root schema, for references; the field's name, for its text; whether it is an item of a list, and which. */
interface Place {
  readonly root: Schema;
  readonly name: string;
  readonly item: number | null;
}

const ajv = new Ajv2020({strict: false, validateFormats: true});
addFormats(ajv);

const DEFAULT_ITEMS = 2;

/**
 * A value that is valid by a form: constants and defaults as they stand, one of the choices where there are some,
 * otherwise text, numbers and dates of the right kind. Optional plain texts are written, other optional fields left out.
 *
 * @throws UnfillableFormError when no such value is found
 */
export function fillForm(form: Schema, context: FillingContext): unknown {
  const value = fill(form, context, {root: form, name: 'Entry', item: null});
  if (!ajv.validate(form, value))
    throw new UnfillableFormError(`the form cannot be filled generically: ${ajv.errorsText()}`);
  return value;
}

function fill(schema: Schema, context: FillingContext, place: Place): unknown {
  const {allOf, $ref} = schema;
  if (typeof $ref === 'string') return fill(resolve(place.root, $ref), context, place);
  const parts = list(allOf) as Schema[];
  const plain = parts.filter((part) => !('if' in part));
  if (plain.length > 0) {
    const conditional = parts.filter((part) => 'if' in part);
    return fill(plain.reduce(merged, {...schema, allOf: conditional}), context, place);
  }
  if ('const' in schema) return schema['const'];
  if ('default' in schema) return schema['default'];
  const choices = choicesOf(schema);
  if (choices) return choose(choices, context, place.item);
  const alternatives = schema['oneOf'] ?? schema['anyOf'];
  if (Array.isArray(alternatives)) {
    const rest = Object.fromEntries(
      Object.entries(schema).filter(([keyword]) => keyword !== 'oneOf' && keyword !== 'anyOf'),
    );
    return fill(merged(rest, (alternatives as Schema[])[0] ?? {}), context, place);
  }
  return fillType(schema, context, place);
}

function fillType(schema: Schema, context: FillingContext, place: Place): unknown {
  switch (typeOf(schema)) {
    case 'object':
      return fillObject(schema, context, place);
    case 'array':
      return fillArray(schema, context, place);
    case 'string':
      return fillString(schema, context, place);
    case 'integer':
    case 'number':
      return fillNumber(schema, typeOf(schema) === 'integer');
    case 'boolean':
      return true;
    case 'null':
      return null;
    default:
      throw new UnfillableFormError(`"${place.name}" has no type that a client could fill`);
  }
}

function fillObject(schema: Schema, context: FillingContext, place: Place): Record<string, unknown> {
  const value: Record<string, unknown> = {};
  fillProperties(value, schema, context, place);
  const conditions = [schema, ...(list(schema['allOf']) as Schema[])];
  for (const condition of conditions) {
    if (typeof condition['if'] !== 'object') continue;
    const branch = condition[ajv.validate(condition['if'] as Schema, value) ? 'then' : 'else'];
    if (typeof branch === 'object') {
      // What the branch asks for is described where the form describes it, or in the branch itself.
      const properties = {...record(schema['properties']), ...nonEmpty(record(record(branch)['properties']))};
      fillProperties(value, {required: [], ...(branch as Schema), properties}, context, place);
    }
  }
  return value;
}

function fillProperties(
  value: Record<string, unknown>,
  {properties, required}: Schema,
  context: FillingContext,
  place: Place,
): void {
  const needed = new Set(Array.isArray(required) ? (required as string[]) : []);
  for (const [name, property] of Object.entries(record(properties))) {
    const schema = record(property);
    if (name in value || !(needed.has(name) || isPlainText(schema))) continue;
    const title = typeof schema['title'] === 'string' ? schema['title'] : name;
    value[name] = fill(schema, context, {...place, name: title});
  }
}

function fillArray(schema: Schema, context: FillingContext, place: Place): unknown[] {
  const least = Number(schema['minItems'] ?? 0);
  const most = schema['maxItems'] === undefined ? null : Number(schema['maxItems']);
  const items = dereferenced(record(schema['items']), place.root);
  const choices = choicesOf(items);
  if (choices) return chooseSeveral(choices, context, {least, most});
  const count = Math.max(least, Math.min(DEFAULT_ITEMS, most ?? DEFAULT_ITEMS));
  return Array.from({length: count}, (_, item) => fill(items, context, {...place, item}));
}

function fillString(schema: Schema, {today}: FillingContext, {name, item}: Place): string {
  switch (schema['format']) {
    case 'date':
      return today;
    case 'date-time':
      return `${today}T12:00:00.000Z`;
    case 'time':
      return '12:00:00Z';
    case 'email':
      return 'demonstration@example.org';
    case 'uri':
      return 'https://example.org/';
    case 'uuid':
      return randomUUID();
    default: {
      const number = item === null ? '' : ` ${item + 1}`;
      const text = `${name}${number}: written by the demonstration, which knows the form and nothing else.`;
      return text.padEnd(Number(schema['minLength'] ?? 0), '.').slice(0, Number(schema['maxLength'] ?? 2000));
    }
  }
}

function fillNumber(schema: Schema, whole: boolean): number {
  const step = Number(schema['multipleOf'] ?? (whole ? 1 : 0.5));
  const above = schema['exclusiveMinimum'];
  const below = schema['exclusiveMaximum'];
  if (above !== undefined) return (Math.floor(Number(above) / step) + 1) * step;
  if (schema['minimum'] !== undefined) return Math.ceil(Number(schema['minimum']) / step) * step;
  if (below !== undefined) return (Math.ceil(Number(below) / step) - 1) * step;
  return Math.floor(Math.min(step, Number(schema['maximum'] ?? step)) / step) * step;
}

function typeOf(schema: Schema): unknown {
  const {type} = schema;
  if (Array.isArray(type)) return (type as unknown[]).find((name) => name !== 'null') ?? 'null';
  if (type !== undefined) return type;
  if ('properties' in schema || 'required' in schema) return 'object';
  return 'items' in schema ? 'array' : undefined;
}

const isPlainText = (schema: Schema): boolean =>
  schema['type'] === 'string' &&
  !('format' in schema) &&
  !('pattern' in schema) &&
  choicesOf(schema) === null;

/** RFC 6901 pointers into the form itself; forms that point elsewhere are not self-contained. */
function resolve(root: Schema, reference: string): Schema {
  const steps = reference
    .replace(/^#\/?/, '')
    .split('/')
    .filter((step) => step !== '');
  let node: unknown = root;
  for (const step of steps)
    node = record(node)[decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~')];
  if (!reference.startsWith('#') || typeof node !== 'object')
    throw new UnfillableFormError(`the form refers to ${reference}, which it does not hold`);
  return record(node);
}

const dereferenced = (schema: Schema, root: Schema): Schema =>
  typeof schema['$ref'] === 'string' ? resolve(root, schema['$ref']) : schema;

function merged(one: Schema, other: Schema): Schema {
  const required = [...list(one['required']), ...list(other['required'])];
  return {
    ...one,
    ...other,
    ...('allOf' in one && {allOf: one['allOf']}),
    ...(required.length > 0 && {required}),
    ...(('properties' in one || 'properties' in other) && {
      properties: {...record(one['properties']), ...record(other['properties'])},
    }),
  };
}

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

/** `{comment: {}}` only names the field. */
const nonEmpty = (properties: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(properties).filter(([, value]) => Object.keys(record(value)).length > 0));
