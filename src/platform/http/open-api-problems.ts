import {STATUS_CODES} from 'node:http';
import type {OpenAPIObject} from '@nestjs/swagger';
import {Problem} from '../errors/problem';
import type {ProblemCode} from '../errors/problem';
import {PROBLEMS_EXTENSION} from './api-problems';
import {PROBLEM_TYPE} from './problem.filter';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;
type ScannedOperation = Operation & {[PROBLEMS_EXTENSION]?: readonly ProblemCode[]};

const unsafe = ['post', 'put', 'patch', 'delete'] as const;
const methods = ['get', ...unsafe] as const;

/** Everything that `guardRequests` asks of an unsafe request beside the cookie. */
const ownHeader: NonNullable<Operation['parameters']>[number] = {
  name: 'X-Collegium',
  in: 'header',
  required: true,
  description: 'Shows that a page of ours sent the request',
  schema: {type: 'string', enum: ['1'], default: '1'},
};

/**
 * Adds to each operation what follows from its shape: the header of unsafe requests, and the problems (RFC 9457) that
 * the checks before it and its parameters may answer.
 */
export function completeOperations(document: OpenAPIObject): void {
  for (const item of Object.values(document.paths)) {
    for (const method of methods) {
      const operation = item[method];
      if (operation) item[method] = completed(operation, method !== 'get');
    }
  }
}

function completed(scanned: ScannedOperation, isUnsafe: boolean): Operation {
  const {[PROBLEMS_EXTENSION]: own = [], ...operation} = scanned;
  if (isUnsafe) operation.parameters = [...(operation.parameters ?? []), ownHeader];
  const codes = new Set([...codesOf(operation, isUnsafe), ...own]);
  return {...operation, responses: {...successesOf(operation), ...problemsOf(codes)}};
}

function successesOf(operation: Operation): Operation['responses'] {
  const all = Object.entries(operation.responses);
  const successes = all.filter(([status]) => /^[23]/.test(status));
  return Object.fromEntries(
    successes.map(([status, response]) => [
      status,
      {...response, description: STATUS_CODES[status] ?? status},
    ]),
  );
}

function problemsOf(codes: ReadonlySet<ProblemCode>): Operation['responses'] {
  const byStatus = new Map<number, Problem[]>();
  for (const code of codes) {
    const problem = new Problem(code);
    byStatus.set(problem.status, [...(byStatus.get(problem.status) ?? []), problem]);
  }
  const schema = {$ref: '#/components/schemas/Problem'};
  return Object.fromEntries(
    [...byStatus].map(([status, problems]) => [
      status,
      {
        description: problems.map(({code, detail}) => `\`${code}\`: ${detail}`).join(' '),
        content: {[PROBLEM_TYPE]: {schema}},
      },
    ]),
  );
}

function codesOf(operation: Operation, isUnsafe: boolean): readonly ProblemCode[] {
  const parameters = (operation.parameters ?? []).filter((parameter) => 'in' in parameter);
  const has = (place: string): boolean => parameters.some((parameter) => parameter.in === place);
  const isOpen = operation.security?.length === 0;
  const hasBody = operation.requestBody !== undefined;
  const codes: (ProblemCode | false)[] = [
    (hasBody || has('query')) && 'malformed',
    !isOpen && 'unauthenticated',
    !isOpen && 'second_factor_required',
    !isOpen && 'attestation_required',
    isUnsafe && 'csrf',
    has('path') && 'not_found',
    hasBody && 'too_large',
    hasBody && 'unsupported_media_type',
    'too_many_requests',
    'unavailable',
    !isOpen && 'log_unavailable',
  ];
  return codes.filter((code) => code !== false);
}
