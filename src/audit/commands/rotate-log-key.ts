import {WriteTransaction} from '../../platform/database/transaction';
import {AuditedTransaction} from '../audited-transaction';
import {KeySource, addNextKey} from '../integrate/signing-key';
import {findKeys} from '../persistence/key-rows';

/** There is nothing to rotate: the log of the organisation has no key yet. */
export class NoLogKeyError extends Error {
  constructor(organisation: string) {
    super(
      `the log of organisation ${organisation} has no key yet; its first one is made by the server with the first checkpoint`,
    );
    this.name = 'NoLogKeyError';
  }
}

/**
 * Lets another key sign the checkpoints of an organisation's log. The change is an event of the log itself; the first
 * checkpoint that holds it is signed by both keys, later ones by the new key alone.
 *
 * @param by person id, or `system`
 * @returns the new verifier key, C2SP signed-note
 * @throws NoLogKeyError
 */
export async function rotateLogKey(
  transactions: AuditedTransaction,
  {organisation, by}: {organisation: string; by: string},
  source: KeySource,
): Promise<string> {
  return transactions.run(organisation, async (tx: WriteTransaction) => {
    if ((await tx.rows(findKeys, [organisation])).length === 0) throw new NoLogKeyError(organisation);
    const {signer, record} = await addNextKey(tx, organisation, by, source);
    return {result: signer.text, records: [record]};
  });
}
