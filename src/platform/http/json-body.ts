import type {FastifyInstance} from 'fastify';
import {Fault, pointer, problems} from '../errors/problem';

/** Deeper than any form, and shallow enough for every recursive reader behind. */
const DEEPEST = 64;
const MOST_FAULTS = 20;
const unstorable = /\0|\p{Surrogate}/u;

interface Visit {
  readonly value: object;
  readonly path: readonly string[];
}

/** Faults of a parsed body that no reader behind the door should meet: depth, NUL, halves of characters. */
function unusableJson(body: unknown): Fault[] {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return [{pointer: '', detail: 'must be an object'}];
  const faults: Fault[] = [];
  const open: Visit[] = [{value: body, path: []}];
  for (let visit = open.pop(); visit && faults.length < MOST_FAULTS; visit = open.pop()) {
    const {value, path} = visit;
    if (path.length > DEEPEST) return [{pointer: '', detail: `is nested deeper than ${DEEPEST} levels`}];
    for (const [key, item] of Object.entries(value) as [string, unknown][]) {
      const at = [...path, key];
      if (unstorable.test(key) || (typeof item === 'string' && unstorable.test(item)))
        faults.push({pointer: pointer(...path), detail: 'has characters that cannot be stored'});
      else if (typeof item === 'object' && item !== null) open.push({value: item, path: at});
    }
  }
  return faults;
}

/**
 * Takes JSON alone (RFC 8259: UTF-8), refuses prototype poisoning, and lets an empty body pass as none, since clients
 * name the type on a DELETE too.
 */
export function takeJsonAlone(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  const parse = fastify.getDefaultJsonParser('error', 'error');
  const utf8 = new TextDecoder('utf-8', {fatal: true, ignoreBOM: true});
  fastify.addContentTypeParser('application/json', {parseAs: 'buffer'}, (request, bytes: Buffer, done) => {
    if (bytes.length === 0) {
      done(null, undefined);
      return;
    }
    let text: string;
    try {
      text = utf8.decode(bytes);
    } catch {
      done(problems.malformed([{pointer: '', detail: 'is not UTF-8'}]));
      return;
    }
    void parse(request, text, (error, body: unknown) => {
      if (error) {
        done(problems.malformed([{pointer: '', detail: 'is not JSON that can be accepted'}]));
        return;
      }
      const faults = unusableJson(body);
      if (faults.length > 0) done(problems.malformed(faults));
      else done(null, body);
    });
  });
}
