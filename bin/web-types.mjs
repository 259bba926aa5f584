// npm run openapi: writes the web client's types from openapi.json; with --check it compares the two, as a test does.
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {fail, root} from './prepare.mjs';

const target = join(root, 'web', 'src', 'api', 'generated.ts');
const methods = ['get', 'post', 'put', 'patch', 'delete'];

const nameOf = (reference) => reference.split('/').at(-1);
const literal = (value) => (typeof value === 'string' ? `'${value.replaceAll("'", "\\'")}'` : String(value));
const union = (types) => [...new Set(types)].join(' | ');

function objectType({properties, required = [], additionalProperties}, indent) {
  if (!properties)
    return additionalProperties && additionalProperties !== true
      ? `Readonly<Record<string, ${typeOf(additionalProperties, indent)}>>`
      : 'Readonly<Record<string, unknown>>';
  const inner = `${indent}  `;
  const lines = Object.entries(properties).map(
    ([name, schema]) =>
      `${inner}readonly ${name}${required.includes(name) ? '' : '?'}: ${typeOf(schema, inner)};`,
  );
  return `{\n${lines.join('\n')}\n${indent}}`;
}

function typeOf(schema, indent = '') {
  if (schema.$ref) return nameOf(schema.$ref);
  if (schema.enum) return union(schema.enum.map(literal));
  const several = schema.oneOf ?? schema.anyOf;
  if (several) return union(several.map((one) => typeOf(one, indent)));
  if (schema.allOf) return schema.allOf.map((one) => typeOf(one, indent)).join(' & ');
  if (Array.isArray(schema.type)) return union(schema.type.map((type) => typeOf({...schema, type}, indent)));
  if (schema.type === 'array') return `readonly (${typeOf(schema.items, indent)})[]`;
  if (schema.type === 'object') return objectType(schema, indent);
  if (schema.type === 'string') return schema.format === 'binary' ? 'Blob' : 'string';
  return {integer: 'number', number: 'number', boolean: 'boolean', null: 'null'}[schema.type] ?? 'unknown';
}

const parameters = (list) =>
  list.length === 0
    ? 'null'
    : `{${list.map(({name, required, schema}) => `readonly ${name}${required ? '' : '?'}: ${typeOf(schema)}`).join('; ')}}`;

function operation(method, path, {operationId, parameters: all = [], requestBody, responses}) {
  // Whatever leads elsewhere is for a browser to go to, not for the client to read.
  const [, good] = Object.entries(responses).find(([status]) => status < '300') ?? [];
  const content = Object.values(good?.content ?? {})[0]?.schema;
  const reply = content ? typeOf(content) : 'null';
  const orNone = content && responses['204'] ? ' | null' : '';
  const [kind, sent] = Object.entries(requestBody?.content ?? {})[0] ?? [];
  const body = kind === undefined ? 'null' : kind.includes('json') ? typeOf(sent.schema) : 'FormData';
  const within = (place) => parameters(all.filter((one) => one.in === place));
  return {
    operationId,
    place: `  ${operationId}: ['${method.toUpperCase()}', '${path}'],`,
    type:
      `  readonly ${operationId}: {readonly path: ${within('path')}; readonly query: ${within('query')}; ` +
      `readonly body: ${body}; readonly reply: ${reply}${orNone}};`,
  };
}

/** The text of the client's types for a description in OpenAPI 3.1. */
function webTypes({components, paths}) {
  const operations = Object.entries(paths).flatMap(([path, item]) =>
    methods.filter((method) => item[method]).map((method) => operation(method, path, item[method])),
  );
  const schemas = Object.entries(components.schemas).map(
    ([name, schema]) => `export type ${name} = ${typeOf(schema)};`,
  );
  return [
    '// Written from openapi.json by `npm run openapi`.',
    ...schemas,
    `export interface Operations {\n${operations.map(({type}) => type).join('\n')}\n}`,
    `/** Method and path of each operation. */\nexport const places = {\n${operations.map(({place}) => place).join('\n')}\n} as const;`,
    '',
  ].join('\n\n');
}

const text = webTypes(JSON.parse(readFileSync(join(root, 'openapi.json'), 'utf8')));
if (!process.argv.includes('--check')) writeFileSync(target, text);
else if (readFileSync(target, 'utf8') !== text)
  fail('web/src/api/generated.ts is not what openapi.json says. Run "npm run openapi".');
