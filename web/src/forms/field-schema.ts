import {Validator} from '@cfworker/json-schema';

/** JSON Schema (2020-12) as far as the interface's forms use it. */
export interface FieldSchema {
  readonly type?: string;
  readonly title?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly const?: unknown;
  readonly not?: object;
  readonly oneOf?: readonly Choice[];
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: FieldSchema;
  readonly properties?: Readonly<Record<string, FieldSchema>>;
  readonly required?: readonly string[];
  readonly if?: object;
  readonly then?: FieldSchema;
  readonly else?: FieldSchema;
  readonly allOf?: readonly FieldSchema[];
}

export interface Choice {
  readonly const?: unknown;
  readonly title?: string;
  /** What the choice means: the anchor of a scale. */
  readonly description?: string;
}

export type Data = Readonly<Record<string, unknown>>;

export const isData = (value: unknown): value is Data =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The choices of `oneOf` constants or an `enum`; null when anything may be entered. */
export function choicesOf({oneOf, enum: values}: FieldSchema): readonly Choice[] | null {
  if (oneOf?.every((one) => 'const' in one)) return oneOf;
  return values?.map((value) => ({const: value, title: String(value)})) ?? null;
}

export const isObject = ({type, properties}: FieldSchema): boolean =>
  type === 'object' || properties !== undefined;

/** Judges the data as they would be sent: the validator knows no `undefined`. */
const holds = (condition: object, data: unknown): boolean =>
  new Validator(condition, '2020-12').validate(JSON.parse(JSON.stringify(data))).valid;

function merged(one: FieldSchema, other: FieldSchema): FieldSchema {
  const properties = {...one.properties};
  for (const [name, field] of Object.entries(other.properties ?? {}))
    properties[name] = {...properties[name], ...field};
  return {...one, properties, required: [...(one.required ?? []), ...(other.required ?? [])]};
}

/** The fields that this form has now: with those that an answer has asked for (`if`, `then`, `allOf`). */
export function fieldsFor(schema: FieldSchema, data: unknown): FieldSchema {
  const parts = [...(schema.if ? [schema] : []), ...(schema.allOf ?? [])];
  return parts.reduce((whole, part) => {
    if (!part.if) return merged(whole, part);
    const asked = holds(part.if, data) ? part.then : part.else;
    return asked ? merged(whole, asked) : whole;
  }, schema);
}

/** What a form holds before anything is entered. */
export function blank(schema: FieldSchema): unknown {
  if (schema.default !== undefined) return schema.default;
  if (isObject(schema))
    return Object.fromEntries(
      Object.entries(schema.properties ?? {})
        .map(([name, field]) => [name, blank(field)] as const)
        .filter(([, value]) => value !== undefined),
    );
  return schema.type === 'array' ? [] : undefined;
}

/** What is sent: without what was left empty, and without answers to questions that are no longer asked. */
export function filledIn(schema: FieldSchema, value: unknown, required = true): unknown {
  if (isObject(schema)) {
    const data = isData(value) ? value : {};
    const {properties = {}, required: names = []} = fieldsFor(schema, data);
    const entries = Object.entries(properties)
      .map(([name, field]) => [name, filledIn(field, data[name], names.includes(name))] as const)
      .filter(([, entered]) => entered !== undefined);
    return entries.length === 0 && !required ? undefined : Object.fromEntries(entries);
  }
  if (schema.type === 'array') {
    const items = Array.isArray(value) ? (value as unknown[]) : [];
    const entered = items.map((item) => filledIn(schema.items ?? {}, item));
    return entered.length === 0 && !required ? undefined : entered;
  }
  if (typeof value === 'string' && value.trim() === '') return undefined;
  // A tick that was taken away again.
  return value === false && schema.const === true ? undefined : value;
}
