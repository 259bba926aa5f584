import {CaseRelation} from '../../workflow';
import {readDefinitions} from '../../workflow/definitions/read-definitions';
import {compileWorkflow} from '../../workflow/domain/compile-workflow';
import {PersonWithRoles, hasQuorum, isLimited, relationsOf} from './relations-of';

const read = readDefinitions(`${__dirname}/../../../workflows`).find(
  ({source}) => source.workflow.id === 'peer-review',
);
if (!read) throw new Error('workflows/peer-review is missing');
const workflow = compileWorkflow(read.source, read.hash);

const circle = (relations: readonly CaseRelation[] = [], quorum = 2) => ({
  workflow,
  committeeId: 'medicine',
  chairs: ['chair'],
  relations,
  quorum,
});
const holding = (personId: string, ...relations: string[]): CaseRelation[] =>
  relations.map((relation) => ({personId, relation}));
const person = (personId: string, ...roles: [string, string | null][]): PersonWithRoles => ({
  personId,
  roles: roles.map(([role, committeeId]) => ({role, committeeId})),
});

describe('relationsOf', () => {
  it('counts roles of the organisation and of the case’s own committee', () => {
    const roles: [string, string | null][] = [
      ['coordinator', null],
      ['member', 'medicine'],
      ['chair', 'surgery'],
      ['chair', null],
    ];
    expect([...relationsOf(person('p', ...roles), circle())]).toEqual(['coordinator', 'member']);
  });

  it('takes no granted role for a relation of the same name', () => {
    expect([...relationsOf(person('p', ['physicianLeader', null], ['subject', null]), circle())]).toEqual([]);
    expect([
      ...relationsOf(person('p', ['physicianLeader', null]), circle(holding('p', 'physicianLeader'))),
    ]).toEqual(['physicianLeader']);
  });

  it('lets the chair preside, and the vice-chair only when no chair is left', () => {
    const [chair, vice] = [person('chair', ['chair', 'medicine']), person('vice', ['viceChair', 'medicine'])];
    const presides = (one: PersonWithRoles, relations: readonly CaseRelation[] = []): boolean =>
      relationsOf(one, circle(relations)).has('presiding');
    expect([presides(chair), presides(vice)]).toEqual([true, false]);
    const recused = holding('chair', 'recused');
    expect([presides(chair, recused), presides(vice, recused)]).toEqual([false, true]);
    expect(presides(vice, [...recused, ...holding('vice', 'conflicted')])).toBe(false);
  });
});

describe('the quorum', () => {
  it('counts who is present and free', () => {
    const present = [...holding('a', 'present'), ...holding('b', 'present')];
    expect(hasQuorum(circle(present))).toBe(true);
    expect(hasQuorum(circle([...present, ...holding('b', 'recused')]))).toBe(false);
    expect(isLimited('b', circle(holding('b', 'conflicted')))).toBe(true);
    expect(isLimited('b', circle(holding('b', 'referrer')))).toBe(false);
  });
});
