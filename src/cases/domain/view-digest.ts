import {createHash} from 'node:crypto';
import canonicalize from 'canonicalize';
import {Disclosed} from '../../disclosure';

/**
 * The version of a case as one viewer sees it: a digest of what passed the gate and of what they may do, so that a
 * change which they cannot see neither shows nor refuses their action.
 */
export function viewDigest({fields, items}: Disclosed, actionTypes: readonly string[]): string {
  const seen = canonicalize({
    fields,
    items: items.map(({id, owner, pseudonym, released}) => [id, owner, pseudonym, released]),
    actionTypes,
  });
  return createHash('sha256')
    .update(seen ?? '')
    .digest('base64url')
    .slice(0, 22);
}
