import {originOf} from '../../../src/audit/domain/checkpoint';
import {entryBytes} from '../../../src/audit/domain/entry';
import {logProofText} from '../../../src/audit/domain/log-proof';
import {leafHash} from '../../../src/audit/domain/merkle';
import {noteSigner, signNote} from '../../../src/audit/domain/signed-note';
import {verifyProof} from '../../../src/audit/verify/verify-proof';

const organisation = '6c1b52f1-3f0a-4f0c-9d0e-0c6c3d1c1a11';
const signer = noteSigner(originOf(organisation), Buffer.alloc(32, 5));
const elsewhere = noteSigner('collegium/elsewhere', Buffer.alloc(32, 6));
const entry = entryBytes({
  organisation,
  stream: 'org',
  number: 1,
  previous: Buffer.alloc(32),
  kind: 'change',
  at: new Date(0),
  commitment: Buffer.alloc(32, 3),
});
const body = `${originOf(organisation)}\n1\n${leafHash(entry).toString('base64')}\n`;
const proofBy = (by: typeof signer): string =>
  logProofText({entry, index: 0, hashes: [], checkpoint: signNote(body, by)});

describe('a proof', () => {
  it('holds by the key of its log, among others or alone', () => {
    expect(verifyProof(proofBy(signer), [signer])).toMatchObject({fault: null, index: 0, size: 1});
    expect(verifyProof(proofBy(signer), [elsewhere, signer]).fault).toBeNull();
  });

  it('does not hold by the key of another log, though that is trusted', () => {
    expect(verifyProof(proofBy(elsewhere), [elsewhere])).toEqual({fault: 'malformed'});
  });

  it('does not hold by a key that has not signed it, nor by none', () => {
    expect(verifyProof(proofBy(elsewhere), [signer])).toEqual({fault: 'unknown_key'});
    expect(verifyProof(proofBy(signer), [])).toEqual({fault: 'unknown_key'});
    expect(verifyProof('nonsense', [signer])).toEqual({fault: 'malformed'});
  });
});
