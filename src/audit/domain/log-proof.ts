import {HASH_BYTES, InclusionClaim, TreeHead, inclusionFault, leafHash} from './merkle';
import {strictBase64} from './signed-note';

const HEADER = 'c2sp.org/tlog-proof@v1';

/** That an entry is in a log: C2SP tlog-proof. */
export interface LogProof {
  /** The entry itself; what the format calls `extra`. */
  readonly entry: Buffer;
  readonly index: number;
  readonly hashes: readonly Buffer[];
  /** A signed note. */
  readonly checkpoint: string;
}

/** The proof as a file, `.tlog-proof`. */
export const logProofText = ({entry, index, hashes, checkpoint}: LogProof): string =>
  [
    HEADER,
    `extra ${entry.toString('base64')}`,
    `index ${index}`,
    ...hashes.map((hash) => hash.toString('base64')),
    '',
    checkpoint,
  ].join('\n');

/** Reads a proof that holds its entry. @returns null when it is malformed */
export function parseLogProof(text: string): LogProof | null {
  const end = text.indexOf('\n\n');
  const [header, extra = '', index = '', ...lines] = text.slice(0, Math.max(0, end)).split('\n');
  const [, encoded = '='] = /^extra (\S+)$/.exec(extra) ?? [];
  const [, digits = ''] = /^index (0|[1-9][0-9]*)$/.exec(index) ?? [];
  const entry = strictBase64(encoded);
  const hashes = lines.map(strictBase64);
  const place = digits === '' ? NaN : Number(digits);
  if (header !== HEADER || !entry || !Number.isSafeInteger(place)) return null;
  if (!hashes.every((hash) => hash?.length === HASH_BYTES)) return null;
  return {
    entry,
    index: place,
    hashes: hashes.filter((hash) => hash !== null),
    checkpoint: text.slice(end + 2),
  };
}

/** Whether the entry is in the tree of the proof's own checkpoint, whose signature the caller has checked. */
export function holdsIn({entry, index, hashes}: LogProof, {size, root}: TreeHead): boolean {
  const claim: InclusionClaim = {index, size, leaf: leafHash(entry), proof: hashes, root};
  return inclusionFault(claim) === null;
}
