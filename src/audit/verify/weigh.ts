import {TreeHead} from '../domain/merkle';
import {Finding, firstOf} from '../domain/tampering';
import {LogFacts, checkLog} from './check-log';
import {diagnose} from './diagnose';
import {KeptCheckpoints} from './kept-checkpoints';
import {LogSource} from './log-source';
import {ReadCheckpoint} from './read-checkpoint';

/** What checking a log gives. */
export interface Verdict {
  readonly ok: boolean;
  /** Entries that the checked checkpoint speaks of. */
  readonly size: number;
  readonly first: Finding | null;
}

export interface Evidence {
  readonly source: LogSource;
  /** The one that is to be checked. */
  readonly checkpoint: ReadCheckpoint;
  /** Earlier ones that came with the log. */
  readonly kept: KeptCheckpoints;
  /** Earlier ones that somebody kept elsewhere. */
  readonly handed: readonly ReadCheckpoint[];
  /** Whose entries they are; null where leaves are opaque. */
  readonly organisation: string | null;
}

export interface Weighed {
  readonly size: number;
  readonly head: TreeHead;
  readonly facts: LogFacts;
  readonly first: Finding | null;
}

/** Checks a log against everything that speaks of it. */
export async function weigh(evidence: Evidence): Promise<Weighed> {
  const {source, checkpoint, kept, handed, organisation} = evidence;
  const trusted = handed
    .flatMap(({fault, claim}) => (fault === null && claim ? [claim] : []))
    .sort((one, other) => one.size - other.size);
  // What an altered one says is nobody's word; what a stranger has signed is theirs.
  const said = checkpoint.fault === null || checkpoint.fault === 'unknown_key' ? checkpoint.claim : null;
  const head: TreeHead = said ?? lastOf(merged(kept.heads(), trusted));
  const claim = {head, earlier: () => upTo(head.size, merged(kept.heads(), trusted)), organisation};
  const facts = await checkLog(source, claim);
  const vouched = checkpoint.fault === null ? facts.vouched : largestUpTo(facts.vouched, claim.earlier());
  const first = firstOf([
    signatureFinding(checkpoint.fault, vouched, 'the checkpoint'),
    ...handed.map(({fault}) => signatureFinding(fault, vouched, 'a checkpoint handed over')),
    keptFinding(kept, checkpoint.fault === null ? 0 : vouched),
    // Tiles at the edge of a tree of another size are not those of the tree that is there.
    await diagnose(source, claim, {...facts, vouched, tileFault: said ? facts.tileFault : null}),
    rollback(handed, head.size),
  ]);
  return {head, size: head.size, facts, first};
}

function lastOf(heads: Iterable<TreeHead>): TreeHead {
  let last: TreeHead = {size: 0, root: Buffer.alloc(32)};
  for (const head of heads) last = head;
  return last;
}

function signatureFinding(fault: ReadCheckpoint['fault'], index: number, what: string): Finding | null {
  switch (fault) {
    case null:
      return null;
    case 'absent':
      return {index, kind: 'removed', detail: `${what} is missing: an export that was not finished, perhaps`};
    case 'unknown_key':
      return {index, kind: 're-signed', detail: `${what} is not signed by the trusted key`};
    case 'wrong_signature':
      return {index, kind: 'altered', detail: `${what} is not what the trusted key signed`};
    case 'malformed':
      return {index, kind: 'altered', detail: `${what} cannot be read`};
  }
}

/** Named by the last good one before the first that is bad, or by what others vouch for. */
function keptFinding({fault}: KeptCheckpoints, vouched: number): Finding | null {
  return fault && signatureFinding(fault.fault, Math.max(vouched, fault.before), 'an earlier checkpoint');
}

/** Both in the order of sizes. */
function* merged(kept: Iterable<TreeHead>, handed: readonly TreeHead[]): Generator<TreeHead, void> {
  let next = 0;
  for (const head of kept) {
    for (let other = handed[next]; other && other.size < head.size; other = handed[next]) {
      yield other;
      next += 1;
    }
    yield head;
  }
  yield* handed.slice(next);
}

function* upTo(size: number, heads: Iterable<TreeHead>): Generator<TreeHead, void> {
  for (const head of heads) if (head.size <= size) yield head;
}

function largestUpTo(size: number, heads: Iterable<TreeHead>): number {
  let largest = 0;
  for (const head of upTo(size, heads)) largest = head.size;
  return largest;
}

function rollback(handed: readonly ReadCheckpoint[], size: number): Finding | null {
  const largest = Math.max(0, ...handed.map(({fault, claim}) => (fault === null && claim ? claim.size : 0)));
  if (largest <= size) return null;
  const detail = `the log once had ${largest} entries and was signed so; now it has ${size}`;
  return {index: size, kind: 'rolled-back', detail};
}
