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
      fault: (row: TimestampRow) => timestampFault(row, authorities),
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
    fault: (row: Row) => string | null | Promise<string | null>;
  },
): Promise<Finding | null> {
  for (let after = '0'; ;) {
    const rows = await tx.rows(statement, [organisation, after, PAGE]);
    for (const row of rows) {
      const detail = await fault(row);
      if (detail !== null) return {index: Number(row.size) - 1, kind: 'altered', detail};
      after = row.size;
    }
    if (rows.length < PAGE) return null;
  }
}

function cosignatureFault({size, note, signed_at, witness, signature}: CosignatureRow): string | null {
  const verifier = parseCosigner(witness);
  const given =
    verifier && findCosignature(`${note.slice(0, note.indexOf('\n\n') + 2)}${signature}`, verifier);
  if (!given) return `what a witness said of the checkpoint of ${size} entries is not what it signed`;
  return afterwards(signed_at, given.at)
    ? `the checkpoint of ${size} entries says that it was signed after a witness had seen it`
    : null;
}

async function timestampFault(
  row: TimestampRow,
  authorities: readonly Buffer[] | null,
): Promise<string | null> {
  const {size, note, signed_at, response, stamped_at} = row;
  // Reading ASN.1 takes a second to load.
  const {stampedTime} = await import('../anchor/timestamp.js');
  const at = await stampedTime(response, Buffer.from(note), authorities);
  if (at?.getTime() !== stamped_at.getTime())
    return `the time stamp of the checkpoint of ${size} entries is not what ${authorities ? 'an authority that is trusted' : 'the authority'} signed`;
  return afterwards(signed_at, at)
    ? `the checkpoint of ${size} entries says that it was signed after it had been stamped`
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
