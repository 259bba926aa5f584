import {Checkpoint} from '../domain/checkpoint';
import {TreeHead} from '../domain/merkle';
import {NoteFault} from '../domain/signed-note';
import {Finding, firstOf} from '../domain/tampering';
import {LogFacts, checkLog} from './check-log';
import {diagnose} from './diagnose';
import {LogSource} from './log-source';

/** What checking a log gives. */
export interface Verdict {
  readonly ok: boolean;
  /** Entries that the checked checkpoint speaks of. */
  readonly size: number;
  readonly first: Finding | null;
}

/** A checkpoint as it was opened; its claim is there even when its signature does not hold. */
export interface ReadCheckpoint {
  readonly fault: NoteFault | 'absent' | null;
  readonly claim: Checkpoint | null;
}

export interface Evidence {
  readonly source: LogSource;
  /** The one that is to be checked. */
  readonly checkpoint: ReadCheckpoint;
  /** Earlier ones that came with the log, oldest first. */
  readonly kept: readonly ReadCheckpoint[];
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
  const trusted = [...kept, ...handed].flatMap(({fault, claim}) => (fault === null && claim ? [claim] : []));
  const head: TreeHead = checkpoint.claim ?? trusted.reduce(larger, EMPTY);
  const earlier = trusted.filter(({size}) => size <= head.size).sort((one, other) => one.size - other.size);
  const claim = {head, earlier, organisation};
  const facts = await checkLog(source, claim);
  const agreed = earlier.filter(({size}) => size <= facts.vouched).map(({size}) => size);
  const vouched = checkpoint.fault === null ? facts.vouched : Math.max(0, ...agreed);
  const first = firstOf([
    signatureFinding(checkpoint.fault, vouched, 'the checkpoint'),
    ...handed.map(({fault}) => signatureFinding(fault, vouched, 'a checkpoint handed over')),
    ...keptFindings(kept, checkpoint.fault === null ? 0 : vouched),
    await diagnose(source, claim, {...facts, vouched}),
    rollback(handed, head.size),
  ]);
  return {head, size: head.size, facts, first};
}

const EMPTY: TreeHead = {size: 0, root: Buffer.alloc(32)};
const larger = (one: TreeHead, other: TreeHead): TreeHead => (other.size > one.size ? other : one);

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
function keptFindings(kept: readonly ReadCheckpoint[], vouched: number): (Finding | null)[] {
  let before = vouched;
  for (const {fault, claim} of kept) {
    if (fault !== null) return [signatureFinding(fault, before, 'an earlier checkpoint')];
    before = Math.max(before, claim?.size ?? 0);
  }
  return [];
}

function rollback(handed: readonly ReadCheckpoint[], size: number): Finding | null {
  const largest = Math.max(0, ...handed.map(({fault, claim}) => (fault === null && claim ? claim.size : 0)));
  if (largest <= size) return null;
  const detail = `the log once had ${largest} entries and was signed so; now it has ${size}`;
  return {index: size, kind: 'rolled-back', detail};
}
