import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {Ajv2020} from 'ajv/dist/2020';
import type {ErrorObject, ValidateFunction} from 'ajv/dist/2020';
import {DefinitionFault, unknownWord} from '../domain/definition-fault';
import {SourcePath} from '../domain/transitions';

const SCHEMA = join(__dirname, '..', '..', '..', 'workflows', 'workflow.schema.json');

/** Of these, a definition has the shape that is expected, so that its words can be judged too. */
const HARMLESS = new Set(['additionalProperties', 'pattern', 'enum', 'const', 'minItems', 'uniqueItems']);
/** Faults of the branches that were tried: what is wrong in them is told by itself. */
const REPEATED = new Set(['if', 'propertyNames']);

const REASONS: Readonly<Record<string, string>> = {
  after: '`after` is lost on restore: use meta.deadline',
  invoke: '`invoke` is not supported: name actions on transitions',
  entry: '`entry` is not supported: name actions on transitions',
  exit: '`exit` is not supported: name actions on transitions',
  onDone: '`onDone` is not supported: use `always`',
};

let compiled: ValidateFunction | undefined;

function schema(): ValidateFunction {
  compiled ??= new Ajv2020({
    allErrors: true,
    strict: true,
    strictRequired: false,
    strictTypes: false,
    verbose: true,
  }).compile(JSON.parse(readFileSync(SCHEMA, 'utf8')) as object);
  return compiled;
}

export interface SchemaReport {
  readonly faults: DefinitionFault[];
  /** Whether the rest of the definition can be judged in spite of the faults. */
  readonly readable: boolean;
}

/** Every way in which a workflow is not as `workflows/workflow.schema.json` says. */
export function schemaFaults(workflow: unknown): SchemaReport {
  const validate = schema();
  const errors = validate(workflow) ? [] : (validate.errors ?? []);
  const told = errors.filter(({keyword}) => !REPEATED.has(keyword));
  const faults = new Map(
    told.map((error) => {
      const fault = faultOf(error, workflow);
      return [JSON.stringify([fault.at, fault.fault]), fault] as const;
    }),
  );
  return {faults: [...faults.values()], readable: told.every(({keyword}) => HARMLESS.has(keyword))};
}

function faultOf(error: ErrorObject, workflow: unknown): DefinitionFault {
  const parent = pathOf(error.instancePath, workflow);
  const params = error.params as Readonly<Record<string, unknown>>;
  const key = params['additionalProperty'] ?? error.propertyName;
  const at = typeof key === 'string' ? [...parent, key] : parent;
  return {where: at.join('.') || 'the file', fault: messageOf(error, params), at: ['workflow', ...at]};
}

function messageOf(error: ErrorObject, params: Readonly<Record<string, unknown>>): string {
  const {keyword, data, parentSchema} = error;
  switch (keyword) {
    case 'additionalProperties': {
      const key = String(params['additionalProperty']);
      const known = Object.keys((parentSchema?.['properties'] as object | undefined) ?? {});
      return REASONS[key] ?? unknownWord('key', key, known);
    }
    case 'enum':
      return unknownWord('value', String(data), params['allowedValues'] as string[]);
    case 'required':
      return `${String(params['missingProperty'])} is missing`;
    case 'pattern':
      return `${JSON.stringify(data)} is not written as it must be: ${String(params['pattern'])}`;
    case 'type':
      return `must be ${String(params['type']).replaceAll(',', ' or ')}, not ${JSON.stringify(data)}`;
    default:
      return error.message ?? keyword;
  }
}

/** Keys and indices of a JSON Pointer (RFC 6901). */
function pathOf(pointer: string, root: unknown): SourcePath {
  let node = root;
  return pointer
    .split('/')
    .slice(1)
    .map((part) => {
      const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
      const index = Array.isArray(node) ? Number(key) : key;
      node = (node as Readonly<Record<string, unknown>> | undefined)?.[key];
      return index;
    });
}
