import type {ReadTransaction, WriteTransaction} from '../platform/database/transaction';
import type {CaseRelation} from '../workflow';
import {ConflictKind, GRADES} from './domain/conflict-kinds';
import type {ConflictGrade} from './domain/conflict-kinds';
import {ConflictState, blocks} from './domain/conflict-state';
import {findConflicts} from './domain/find-conflicts';
import {ConflictedCase, gatherMaterial} from './gather-material';
import {
  ConflictRow,
  ConflictSource,
  findConflictsOfCase,
  insertDetected,
  markGone,
} from './persistence/conflict-rows';

export interface KnownConflict {
  readonly personId: string;
  readonly kind: ConflictKind;
  readonly source: ConflictSource;
  readonly grade: ConflictGrade;
  readonly verified: boolean;
  readonly state: ConflictState;
  readonly evidence: string;
  /** Keeps the person from judging; otherwise it only has to be looked at. */
  readonly blocks: boolean;
  /** As it is stored; null when it has only just arisen. */
  readonly row: ConflictRow | null;
}

/**
 * Conflicts with a case as they are now, whatever was stored: what the office said of one counts, and what has arisen
 * since with a new group, role, chart or tie is there.
 *
 * @param also one more person to look at, whatever they are
 */
export async function knownConflicts(
  tx: ReadTransaction,
  one: ConflictedCase,
  now: Date,
  also: string | null = null,
): Promise<KnownConflict[]> {
  const gathered = await gatherMaterial(tx, one, now, also);
  const found = gathered ? findConflicts(gathered.material, gathered.rules) : [];
  const stored = await tx.rows(findConflictsOfCase, [one.organisationId, one.caseId]);
  const key = (personId: string, kind: string): string => `${personId} ${kind}`;
  const fresh = new Map(found.map((conflict) => [key(conflict.personId, conflict.kind), conflict]));
  const kept = stored.flatMap((row) => {
    const {person_id, kind, source, grade, verified, evidence, state} = row;
    const again = source === 'detected' ? fresh.get(key(person_id, kind)) : undefined;
    if (source === 'detected') fresh.delete(key(person_id, kind));
    if (source === 'detected' && !again && (state === 'detected' || state === 'dismissed')) return [];
    const anew = state === 'dismissed' && again !== undefined && again.evidence !== evidence;
    const basis = again ?? {grade, verified, evidence};
    const now = anew ? ('detected' as const) : state;
    return [{personId: person_id, kind, source, state: now, row, ...pick(basis)}];
  });
  const arisen = [...fresh.values()].map((conflict) => ({
    ...{personId: conflict.personId, kind: conflict.kind, source: 'detected' as const},
    ...{state: 'detected' as const, row: null, ...pick(conflict)},
  }));
  return [...kept, ...arisen].map((conflict) => ({...conflict, blocks: blocks(conflict)})).sort(gravest);
}

const pick = ({grade, verified, evidence}: Pick<KnownConflict, 'grade' | 'verified' | 'evidence'>) => ({
  grade,
  verified,
  evidence,
});

const gravest = (a: KnownConflict, b: KnownConflict): number =>
  Number(b.blocks) - Number(a.blocks) ||
  GRADES.indexOf(a.grade) - GRADES.indexOf(b.grade) ||
  (a.kind < b.kind ? -1 : 1);

/** A case as the change sees it that makes conflicts be looked for. */
export interface ConflictContext extends ConflictedCase {
  readonly tx: WriteTransaction;
  readonly now: Date;
  readonly relations: readonly CaseRelation[];
  relate(personId: string, relation: string): Promise<void>;
}

const REVIEWING: ReadonlySet<string> = new Set(['offeredReviewer', 'acceptedReviewer', 'outcomeReviewer']);

/**
 * Looks for conflicts again, on real identities, stores what it found, and keeps out whoever is in the way of judging:
 * officers, and reviewers who were asked.
 *
 * @returns those who were kept out by it
 */
export async function refreshConflicts(context: ConflictContext): Promise<string[]> {
  const {tx, organisationId, caseId, now, relations} = context;
  const gathered = await gatherMaterial(tx, context, now);
  if (!gathered) return [];
  const found = findConflicts(gathered.material, gathered.rules);
  for (const {personId, kind, grade, verified, evidence} of found)
    await tx.write(insertDetected, [organisationId, caseId, personId, kind, grade, verified, evidence, now]);
  const [people, kinds] = [found.map(({personId}) => personId), found.map(({kind}) => kind)];
  await tx.write(markGone, [organisationId, caseId, people, kinds]);
  const stored = await tx.rows(findConflictsOfCase, [organisationId, caseId]);
  const holds = (personId: string, wanted: ReadonlySet<string>): boolean =>
    relations.some((held) => held.personId === personId && wanted.has(held.relation));
  const blocked = new Set(
    stored.filter((row) => row.kind !== 'self' && blocks(row)).map(({person_id}) => person_id),
  );
  const out = [...blocked].filter(
    (id) => (gathered.officers.has(id) || holds(id, REVIEWING)) && !holds(id, OUT),
  );
  for (const personId of out) await context.relate(personId, 'conflicted');
  return out;
}

const OUT: ReadonlySet<string> = new Set(['conflicted', 'recused']);
