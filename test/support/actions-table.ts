import {PerformAction} from '../../src/cases';
import type {CaseUser} from '../../src/cases';
import {Problem} from '../../src/platform/errors/problem';
import {actionTypesOf, lawfulActions} from './law';
import {seeded} from './random';
import type {SeenCase, Walker} from './walk';

const FULL = process.env['COLLEGIUM_DRILL'] === 'full';
/** In a sample: how many of those who may act are asked at a stop, how many others, and of how many refusals one. */
const [ACTING, OTHERS, PART] = [2, 2, 16];
const AT_ONCE = 8;

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

/** Data that no form takes, so that what is allowed is found out without being done. */
const DATA = {'no form has this field': true};

interface Asking {
  readonly key: string;
  readonly caseId: string;
  readonly seen: SeenCase | null;
  /** The code with which each type of action is answered. */
  readonly expected: (type: string) => string;
}

/**
 * Holds what each person may do to cases of a programme against the definition's file, stop by stop. A drill asks every
 * person for every type of action, through the one door; a sample of that is asked over HTTP, there and in `npm test`.
 */
export class ActionsTable {
  readonly sizes = {stops: 0, asked: 0, complete: 0, open: 0, notAllowed: 0, hidden: 0};
  /** Innermost states in which was asked, and what those who were asked were to the case. */
  readonly stages = new Set<string>();
  readonly relations = new Set<string>();
  readonly #walker: Walker;
  readonly #programme: string;
  readonly #types: readonly string[];
  readonly #random = seeded(20);

  constructor(walker: Walker, programme: string) {
    this.#walker = walker;
    this.#programme = programme;
    this.#types = actionTypesOf(programme);
  }

  /** How many questions a drill asks. */
  get whole(): number {
    return FULL ? this.sizes.stops * VIEWERS.length * this.#types.length : 0;
  }

  async ask(caseId: string): Promise<void> {
    this.sizes.stops += 1;
    const lawful = await lawfulActions(this.#walker, caseId);
    this.stages.add(lawful.stage);
    for (const key of FULL ? VIEWERS : this.#sample((key) => lawful.of(key).types.size > 0)) {
      const {status, body} = await this.#walker.look(key, caseId);
      const seen = status === 200 ? body : null;
      const {types, uploads, relations} = lawful.of(key);
      const offered = seen?.allowedActions ?? [];
      expect({key, offered: offered.map(({type}) => type).sort()}).toEqual({
        key,
        offered: [...types, ...uploads].sort(),
      });
      expect({key, primary: offered.filter(({primary}) => primary).length < 2}).toEqual({key, primary: true});
      for (const relation of relations) this.relations.add(relation);
      const expected = (type: string): string =>
        types.has(type) ? 'invalid' : seen ? 'action_not_allowed' : 'not_found';
      await this.#overHttp({key, caseId, seen, expected}, types);
      if (FULL) await this.#throughTheDoor({key, caseId, seen, expected});
    }
  }

  /** What is allowed, and a part of what is not. */
  async #overHttp({key, caseId, seen, expected}: Asking, allowed: ReadonlySet<string>): Promise<void> {
    const refused = this.#types.filter((type) => !allowed.has(type));
    const act = {data: DATA, version: seen?.version ?? 'none'};
    for (const type of [...allowed, ...this.#some(refused, Math.ceil(refused.length / PART))]) {
      const answer = await this.#walker.act(key, caseId, type, act);
      expect({key, type, code: answer.body.code}).toEqual({key, type, code: expected(type)});
      this.sizes.asked += 1;
      this.sizes[allowed.has(type) ? 'open' : seen ? 'notAllowed' : 'hidden'] += 1;
    }
  }

  /** Every type of action, several at once: a refusal changes nothing that another one sees. */
  async #throughTheDoor({key, caseId, seen, expected}: Asking): Promise<void> {
    const user = await this.#user(key);
    const door = this.#walker.app.app.get(PerformAction);
    for (let from = 0; from < this.#types.length; from += AT_ONCE) {
      const some = this.#types.slice(from, from + AT_ONCE);
      const request = {caseId, data: DATA, ifMatch: seen?.version ?? 'none', key: null};
      const codes = await Promise.all(some.map((type) => codeOf(door.perform(user, {...request, type}))));
      expect(some.map((type, index) => [key, type, codes[index]])).toEqual(
        some.map((type) => [key, type, expected(type)]),
      );
      this.sizes.complete += some.length;
    }
  }

  async #user(key: string): Promise<CaseUser> {
    const {app, hospital} = this.#walker;
    const personId = this.#walker.id(key);
    const roles = await app.database.asSuperuser<{role: string; committeeId: string | null}>(
      `SELECT role, committee_id AS "committeeId" FROM role_grant
       WHERE organisation_id = $1 AND person_id = $2 AND ended_at IS NULL`,
      [hospital.organisationId, personId],
    );
    return {organisationId: hospital.organisationId, personId, roles};
  }

  #sample(acts: (key: string) => boolean): string[] {
    return [
      ...this.#some(VIEWERS.filter(acts), ACTING),
      ...this.#some(
        VIEWERS.filter((key) => !acts(key)),
        OTHERS,
      ),
    ];
  }

  #some<T>(all: readonly T[], count: number): T[] {
    const left = [...all];
    return Array.from({length: Math.min(count, all.length)}, () =>
      left.splice(this.#random(left.length), 1),
    ).flat();
  }

  /** Told at the end, with the numbers. */
  toString(): string {
    return `${this.#programme}, states x actions x people: ${JSON.stringify(this.sizes)}\n`;
  }
}

async function codeOf(answer: Promise<unknown>): Promise<string> {
  try {
    await answer;
    return 'done';
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
}
