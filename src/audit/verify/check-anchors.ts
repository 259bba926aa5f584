import {ReadTransaction} from '../../platform/database/transaction';
import {findCosignature, parseCosigner} from '../domain/cosignature';
import {Finding} from '../domain/tampering';
import {
  AnchoredRow,
  CosignatureRow,
  KeyMadeRow,
  TimestampRow,
  findCosignatures,
  findKeysMade,
  findTimestamps,
} from '../persistence/check-anchor-rows';

const PAGE = 1000;
/** How far clocks may be apart, in milliseconds. */
const TOLERANCE = 10 * 60_000;

/**
 * What others vouch for beside the tree: cosignatures of witnesses, time stamps, and by them when checkpoints were signed;
 * by the log itself when its keys were made.
 *
 * @param authorities certificates that stamps must lead up to, DER; without them a stamp proves the bytes, not who stamped
 */
export async function checkAnchors(
  tx: ReadTransaction,
  organisation: string,
  authorities: readonly Buffer[] | null = null,
): Promise<Finding | null> {
  return (
    (await firstBad(tx, organisation, {statement: findCosignatures, fault: cosignatureFault})) ??
    (await firstBad(tx, organisation, {
      statement: findTimestamps,
      fault: (row: TimestampRow & Anchored) => timestampFault(row, authorities),
    })) ??
    (await keyFinding(tx, organisation))
  );
}

async function firstBad<Row extends AnchoredRow>(
  tx: ReadTransaction,
  organisation: string,
  {
    statement,
    fault,
  }: {
    statement: Parameters<typeof tx.rows<Row>>[0];
    fault: (row: Row & Anchored) => string | null | Promise<string | null>;
  },
): Promise<Finding | null> {
  for (let after = '0'; ;) {
    const rows = await tx.rows(statement, [organisation, after, PAGE]);
    for (const row of rows) {
      const detail = isAnchored(row)
        ? await fault(row)
        : `there is no checkpoint of ${row.size} entries that a witness or an authority could have seen`;
      if (detail !== null) return {index: Number(row.size) - 1, kind: 'altered', detail};
      after = row.size;
    }
    if (rows.length < PAGE) return null;
  }
}

/** A row whose checkpoint is there. */
interface Anchored {
  readonly note: string;
  readonly signed_at: Date;
}

const isAnchored = <Row extends AnchoredRow>(row: Row): row is Row & Anchored =>
  row.note !== null && row.signed_at !== null;

function cosignatureFault(row: CosignatureRow & Anchored): string | null {
  const {size, note, signed_at, witness, signature} = row;
  const verifier = parseCosigner(witness);
  const given =
    verifier && findCosignature(`${note.slice(0, note.indexOf('\n\n') + 2)}${signature}`, verifier);
  if (!given) return `what a witness said of the checkpoint of ${size} entries is not what it signed`;
  if (afterwards(signed_at, given.at))
    return `the checkpoint of ${size} entries says that it was signed after a witness had seen it`;
  return receivedFault(row, given.at);
}

async function timestampFault(
  row: TimestampRow & Anchored,
  authorities: readonly Buffer[] | null,
): Promise<string | null> {
  const {size, note, signed_at, response, stamped_at} = row;
  // Reading ASN.1 takes a second to load.
  const {stampedTime} = await import('../anchor/timestamp.js');
  const at = await stampedTime(response, Buffer.from(note), authorities);
  if (at?.getTime() !== stamped_at.getTime())
    return `the time stamp of the checkpoint of ${size} entries is not what ${authorities ? 'an authority that is trusted' : 'the authority'} signed`;
  if (afterwards(signed_at, at))
    return `the checkpoint of ${size} entries says that it was signed after it had been stamped`;
  return receivedFault(row, at);
}

/** What was signed elsewhere comes at once, and not before the checkpoint was signed here. */
function receivedFault({size, signed_at, received_at}: AnchoredRow & Anchored, at: Date): string | null {
  return afterwards(received_at, at) || afterwards(signed_at, received_at)
    ? `what was said of the checkpoint of ${size} entries was received at another time than it says`
    : null;
}

const afterwards = (signed: Date, seen: Date): boolean => signed.getTime() > seen.getTime() + TOLERANCE;

/** A key is made in the transaction that announces it. */
async function keyFinding(tx: ReadTransaction, organisation: string): Promise<Finding | null> {
  const rows: KeyMadeRow[] = await tx.rows(findKeysMade, [organisation]);
  const bad = rows.find(({made_at, at}) => Math.abs(made_at.getTime() - at.getTime()) > TOLERANCE);
  return bad
    ? {
        index: Number(bad.index),
        kind: 'altered',
        detail: `key ${bad.number} says that it was made at another time than the log says`,
      }
    : null;
}
