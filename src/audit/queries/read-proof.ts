import {ReadTransaction} from '../../platform/database/transaction';
import {consistencyRanges} from '../domain/merkle';
import {TileReader} from './tile-reader';

/**
 * The proof that a tree of one size begins with a smaller one, from the stored tiles: RFC 6962 section 2.1.2.
 *
 * @returns null when something of the stored tree is missing
 * @throws RangeError unless 0 < first <= second
 */
export async function readConsistencyProof(
  tx: ReadTransaction,
  organisation: string,
  {first, second}: {readonly first: number; readonly second: number},
): Promise<Buffer[] | null> {
  return new TileReader(tx, {organisation, size: second}).rootsOf(consistencyRanges(first, second));
}
