import {CompactRange} from '../domain/compact-range';
import {hashText} from '../domain/merkle';
import {Finding, Tampering, firstOf} from '../domain/tampering';
import {TILE_WIDTH, hashesIn, tileWidth} from '../domain/tile';
import {LogClaim, LogFacts} from './check-log';
import {classifyDifference} from './classify-difference';
import {findEntry, findOpenings} from './find-in-log';
import {LogSource} from './log-source';

/**
 * Names the first bad entry and what was done to it, from what one pass found. Three cases: the entries are the signed
 * ones; the tiles are, and tell which entry is not; neither is, and what else there is must tell: chains, commitments,
 * gaps, and the sizes up to which earlier checkpoints hold.
 *
 * @returns null when the log is whole
 */
export async function diagnose(source: LogSource, claim: LogClaim, facts: LogFacts): Promise<Finding | null> {
  const {head} = claim;
  const whole = facts.hole === null && facts.extra === null;
  if (whole && facts.root.equals(head.root))
    return firstOf([
      await chainFinding(source, claim, facts, 'suppressed'),
      await payloadFinding(source, claim, facts),
      malformedFinding(facts),
      tileFinding(facts),
      facts.disagreement === null
        ? null
        : {
            index: facts.vouched,
            kind: 'forked',
            detail: `the checkpoint of ${facts.disagreement} entries was signed over other entries; up to ${facts.vouched} they are the same`,
          },
    ]);
  const payload = await payloadFinding(source, claim, facts);
  if (facts.difference !== null && (await hasSignedTiles(source, claim)))
    return firstOf([await classifyDifference(source, head.size, facts.difference), payload]);
  const exact = firstOf([
    await chainFinding(source, claim, facts, 'removed'),
    payload,
    malformedFinding(facts),
    holeFinding(facts),
    facts.extra === null
      ? null
      : {index: facts.extra, kind: 'inserted', detail: 'there are more entries than were signed'},
    facts.difference === null
      ? null
      : {index: facts.difference, kind: 'altered', detail: 'entry and tile differ, and neither was signed'},
  ]);
  if (exact) return exact;
  const index = Math.max(facts.vouched, facts.tileFault ?? 0);
  const detail = `the entries do not give the signed root; up to ${facts.vouched} they are vouched for`;
  return {index, kind: 'altered', detail, unsure: true};
}

async function chainFinding(
  source: LogSource,
  {head}: LogClaim,
  {chain, vouched}: LogFacts,
  gap: Tampering,
): Promise<Finding | null> {
  if (!chain) return null;
  const {index, shownBy, stream, number, reason} = chain;
  const named = `entry ${number} of stream ${stream}`;
  // An entry that an earlier checkpoint vouches for is the one that was chained to; then this one says something else.
  const vouchedFor = gap === 'removed' && index < vouched && vouched < head.size;
  if (reason === 'link' && (vouchedFor || chain.brokenTwice))
    return {index: shownBy, kind: 'altered', detail: `it is not chained to ${named}, which was before it`};
  if (reason === 'link')
    return {index, kind: 'altered', detail: `${named} is not the one that the next was chained to`};
  if (reason === 'again') return {index, kind: 'inserted', detail: `there is a second ${named}`};
  const later = await findEntry(source, head.size, {stream, number, after: index});
  return later === null
    ? {index, kind: gap, detail: `${named} is missing before this one`}
    : {index, kind: 'reordered', detail: `${named} comes only at ${later}`};
}

/** Whether a payload that does not fit was altered, or others were moved, added or taken away. */
async function payloadFinding(
  source: LogSource,
  {head}: LogClaim,
  {payload, payloadMismatch}: LogFacts,
): Promise<Finding | null> {
  if (!payload || payload.index !== payloadMismatch || payload.kind !== 'altered') return payload;
  const {opened, opening} = await findOpenings(source, head.size, payloadMismatch);
  if (opened === null && opening === null) return payload;
  if (opened === null) return {...payload, kind: 'inserted', detail: 'what it records is of no entry'};
  const detail = `what is recorded here belongs to entry ${opened}`;
  return {...payload, kind: opening === null ? 'removed' : 'reordered', detail};
}

function malformedFinding({malformed}: LogFacts): Finding | null {
  if (malformed === null) return null;
  return {index: malformed, kind: 'altered', detail: 'it is no entry of this log'};
}

function holeFinding({hole, holeToEnd}: LogFacts): Finding | null {
  if (hole === null) return null;
  return holeToEnd
    ? {index: hole, kind: 'truncated', detail: 'the log ends here, before the size that was signed'}
    : {index: hole, kind: 'removed', detail: 'the entry is missing'};
}

function tileFinding({difference, tileFault, tileGone}: LogFacts): Finding | null {
  const [index] = [difference, tileFault].filter((place) => place !== null).sort((one, other) => one - other);
  if (index === undefined) return null;
  return tileGone && index === tileFault
    ? {
        index,
        kind: 'removed',
        detail: 'the entries are the signed ones, but a tile of the tree over them is gone',
      }
    : {index, kind: 'altered', detail: 'the entries are the signed ones, but a tile of the tree is not'};
}

/** Whether the tiles of level 0, as stored, are those that were signed: then they tell what the entries were. */
async function hasSignedTiles(source: LogSource, {head}: LogClaim): Promise<boolean> {
  const tree = new CompactRange();
  for (let index = 0; index * TILE_WIDTH < head.size; index += 1) {
    const width = tileWidth(head.size, 0, index);
    const tile = await source.tile({level: 0, index, width});
    const hashes = tile && hashesIn(tile);
    if (hashes?.length !== width) return false;
    for (const hash of hashes) tree.append(hashText(hash));
  }
  return tree.root().equals(head.root);
}
