import {ReadTransaction} from '../../platform/database/transaction';
import {KeyHandover} from '../domain/key-history';
import {findHandovers, findKeys} from '../persistence/key-rows';

/** What a checker needs beside the log to follow its keys with `followKeys`. */
export interface LogKeyHistory {
  /** Verifier keys, oldest first; the last one signs now, or as soon as its event is in the tree. */
  readonly verifiers: readonly string[];
  /** The changes that a checkpoint has sealed. */
  readonly handovers: readonly KeyHandover[];
}

/** The keys of an organisation's log; without any before its first checkpoint. */
export async function readKeys(tx: ReadTransaction, organisation: string): Promise<LogKeyHistory> {
  const keys = await tx.rows(findKeys, [organisation]);
  const handovers = await tx.rows(findHandovers, [organisation, 0]);
  return {
    verifiers: keys.map(({verifier}) => verifier),
    handovers: handovers.map(({verifier, previous, index, note}) => ({
      change: {verifier, previous, index: Number(index)},
      note,
    })),
  };
}
