import {actionTypesOf, lawfulActions} from './law';
import type {Walker} from './walk';

const FULL = process.env['COLLEGIUM_DRILL'] === 'full';
/** Of what is refused to somebody who sees the case, and to one who does not: every so many is tried, in turn. */
const [SEEN, HIDDEN] = FULL ? [3, 6] : [9, 18];

const VIEWERS = [
  'staff',
  'coordinator',
  'chair',
  'vicechair',
  'member1',
  'member4',
  'reviewer1',
  'reviewer3',
  'reviewer4',
  'reviewer6',
  'physician',
  'leader',
  'compliance',
  'admin',
] as const;

/** How many actions were tried: those that were open, those that were not, those of cases that nobody shows. */
export const sizes = {asked: 0, open: 0, notAllowed: 0, hidden: 0};

/** What is allowed, and of the rest another part each time. */
function sample(
  types: readonly string[],
  allowed: ReadonlySet<string>,
  part: number,
  turn: number,
): string[] {
  return types.filter((type, index) => allowed.has(type) || (index + turn) % part === 0);
}

/** Holds what each person may do to a case against the definition's file: everything allowed, and the rest refused. */
export async function actionsTable(walker: Walker, caseId: string, programme: string): Promise<void> {
  const known = actionTypesOf(programme);
  const lawful = await lawfulActions(walker, caseId);
  for (const [turn, key] of VIEWERS.entries()) {
    const {status, body} = await walker.look(key, caseId);
    const {types, uploads} = lawful(key);
    const seen = status === 200;
    const offered = seen ? body.allowedActions : [];
    expect({key, offered: offered.map(({type}) => type).sort()}).toEqual({
      key,
      offered: [...types, ...uploads].sort(),
    });
    expect({key, primary: offered.filter(({primary}) => primary).length < 2}).toEqual({key, primary: true});
    // Data that no form takes, so that what is allowed is found out without being done.
    const act = {data: {'no form has this field': true}, version: seen ? body.version : 'none'};
    for (const type of sample(known, types, seen ? SEEN : HIDDEN, turn + sizes.asked)) {
      const answer = await walker.act(key, caseId, type, act);
      const code = types.has(type) ? 'invalid' : seen ? 'action_not_allowed' : 'not_found';
      expect({key, type, code: answer.body.code}).toEqual({key, type, code});
      sizes.asked += 1;
      sizes[types.has(type) ? 'open' : seen ? 'notAllowed' : 'hidden'] += 1;
    }
  }
}
