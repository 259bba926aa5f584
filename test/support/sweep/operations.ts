import {readFileSync} from 'node:fs';
import {join} from 'node:path';

/** A JSON Schema as far as the description of the interface uses it. */
export interface BodySchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly pattern?: string;
  readonly properties?: Readonly<Record<string, BodySchema>>;
  readonly items?: BodySchema;
  readonly allOf?: readonly BodySchema[];
  readonly minimum?: number;
}

export interface Parameter {
  readonly in: string;
  readonly name: string;
  readonly required?: boolean;
  readonly schema: BodySchema;
}

export interface Operation {
  readonly operationId: string;
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly Parameter[];
  /** Schema of a JSON body, `file` for an upload, or nothing. */
  readonly body: BodySchema | 'file' | null;
}

interface Described {
  readonly operationId: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: {readonly content: Readonly<Record<string, {readonly schema: BodySchema}>>};
}

interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
  readonly components: {readonly schemas: Readonly<Record<string, BodySchema>>};
}

const description = JSON.parse(
  readFileSync(join(__dirname, '..', '..', '..', 'openapi.json'), 'utf8'),
) as Description;

/** Every operation of the committed description. */
export const operations: readonly Operation[] = Object.entries(description.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, {operationId, parameters = [], requestBody}]) => {
    const {'application/json': json, 'multipart/form-data': file} = requestBody?.content ?? {};
    if (requestBody && !json && !file)
      throw new Error(`The sweep cannot send the body of ${operationId}: teach test/support/sweep how.`);
    return {
      operationId,
      method: method.toUpperCase(),
      path,
      parameters,
      body: json?.schema ?? (file ? 'file' : null),
    };
  }),
);

/** What a value is to be, by the name of its field or parameter; undefined where it is nothing in particular. */
export type Known = (name: string) => unknown;

/** A body that the schema allows, with every field of it. */
export function bodyOf(schema: BodySchema, known: Known, name = ''): unknown {
  const {$ref, allOf, properties, items, minimum = 1} = schema;
  if ($ref !== undefined) {
    const named = description.components.schemas[$ref.replace('#/components/schemas/', '')];
    if (!named) throw new Error(`the description has no ${$ref}`);
    return bodyOf(named, known, name);
  }
  if (allOf?.[0]) return bodyOf(allOf[0], known, name);
  const value = known(name);
  if (value !== undefined) return value;
  if (schema.enum) return schema.enum[0];
  if (properties)
    return Object.fromEntries(
      Object.entries(properties).map(([field, part]) => [field, bodyOf(part, known, field)]),
    );
  const type = Array.isArray(schema.type) ? (schema.type as string[])[0] : schema.type;
  if (type === 'array') return [bodyOf(items ?? {}, known, `${name}[]`)];
  if (type === 'boolean') return false;
  if (type === 'integer' || type === 'number') return minimum;
  if (schema.format === 'date-time') return '2026-03-01T00:00:00Z';
  if (schema.format === 'date') return '2026-03-01';
  if (schema.pattern === '^[0-9a-f]{64}$') return 'ab'.repeat(32);
  return `own words of ${name}`;
}
