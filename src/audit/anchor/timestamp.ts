import {hash} from 'node:crypto';
import {Integer, Null, ObjectIdentifier, OctetString, Sequence} from 'asn1js';
import {
  AlgorithmIdentifier,
  Certificate,
  MessageImprint,
  SignedData,
  SignerInfo,
  TSTInfo,
  TimeStampReq,
  TimeStampResp,
} from 'pkijs';

const SHA256 = '2.16.840.1.101.3.4.2.1';
const TST_INFO = '1.2.840.113549.1.9.16.1.4';
const EXTENDED_KEY_USAGE = '2.5.29.37';
const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';
/** RFC 5816 and RFC 3161 section 2.4.1: the signer's certificate is named among what is signed. */
const SIGNING_CERTIFICATE_V2 = '1.2.840.113549.1.9.16.2.47';
const SIGNING_CERTIFICATE = '1.2.840.113549.1.9.16.2.12';
const digests: Readonly<Record<string, string>> = {
  [SHA256]: 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};
/** How far the authority's clock and ours may be apart, in milliseconds. */
const TOLERANCE = 10 * 60_000;

/** Why a time stamp does not count. */
class TimestampError extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'TimestampError';
  }
}

/** A request for a stamp over bytes: RFC 3161 section 2.4.1. @param nonce eight random bytes */
export function timestampRequest(stamped: Buffer, nonce: Buffer): Buffer {
  const imprint = new MessageImprint({
    hashAlgorithm: new AlgorithmIdentifier({algorithmId: SHA256, algorithmParams: new Null()}),
    hashedMessage: new OctetString({valueHex: hash('sha256', stamped, 'buffer')}),
  });
  const request = new TimeStampReq({
    version: 1,
    messageImprint: imprint,
    nonce: new Integer({valueHex: positive(nonce)}),
    certReq: true,
  });
  return Buffer.from(request.toSchema().toBER());
}

export interface ExpectedTimestamp {
  readonly stamped: Buffer;
  /** As it was sent; null when a stored stamp is looked at again. */
  readonly nonce: Buffer | null;
  /** Certificates of authorities that are trusted, DER. */
  readonly trusted: readonly Buffer[];
  /** The time now; null when a stored stamp is looked at again. */
  readonly now: Date | null;
}

/**
 * Checks a response: status, what was stamped, nonce, time, signature, and the signer's certificate up to one that is
 * trusted (RFC 3161 section 2.4.2).
 *
 * @returns the time that was stamped
 * @throws TimestampError
 */
export async function verifyTimestamp(response: Buffer, expected: ExpectedTimestamp): Promise<Date> {
  const {signed, info} = parsed(response);
  const {stamped, nonce, trusted, now} = expected;
  const {hashAlgorithm, hashedMessage} = info.messageImprint;
  if (hashAlgorithm.algorithmId !== SHA256 || !same(hashedMessage, hash('sha256', stamped, 'buffer')))
    throw new TimestampError('it is not over what was sent');
  if (nonce && !(info.nonce && same(info.nonce, positive(nonce))))
    throw new TimestampError('it does not answer this request (nonce)');
  if (now && Math.abs(now.getTime() - info.genTime.getTime()) > TOLERANCE)
    throw new TimestampError(`its time is ${info.genTime.toISOString()}, far from ours`);
  const signer = await signerOf(signed, {stamped, trusted, at: info.genTime});
  if (!isForTimeStamping(signer))
    throw new TimestampError('its certificate is not for time stamping alone (extended key usage)');
  const [signerInfo] = signed.signerInfos;
  if (signed.signerInfos.length !== 1 || !signerInfo || !names(signerInfo, signer))
    throw new TimestampError('its signature does not name its certificate');
  return info.genTime;
}

/**
 * Looks at a stored response again.
 *
 * @param trusted as for a new one; null to look at what was stamped, and at the signature by the certificate that it
 *   brings along, without knowing whom to trust
 * @returns the time that was stamped; null when it does not hold
 */
export async function stampedTime(
  response: Buffer,
  stamped: Buffer,
  trusted: readonly Buffer[] | null,
): Promise<Date | null> {
  try {
    if (trusted) return await verifyTimestamp(response, {stamped, nonce: null, trusted, now: null});
    const {signed, info} = parsed(response);
    const {hashAlgorithm, hashedMessage} = info.messageImprint;
    if (hashAlgorithm.algorithmId !== SHA256 || !same(hashedMessage, hash('sha256', stamped, 'buffer')))
      return null;
    await signerOf(signed, {stamped, trusted, at: info.genTime});
    return info.genTime;
  } catch (error) {
    if (error instanceof TimestampError) return null;
    throw error;
  }
}

function parsed(response: Buffer): {signed: SignedData; info: TSTInfo} {
  let reply: TimeStampResp;
  let signed: SignedData;
  let info: TSTInfo;
  try {
    reply = TimeStampResp.fromBER(new Uint8Array(response));
    const status: number = reply.status.status;
    // 0 granted, 1 granted with modifications: RFC 3161 section 2.4.2.
    if (status > 1 || !reply.timeStampToken)
      throw new TimestampError(`the authority refuses (status ${status})`);
    signed = new SignedData({schema: reply.timeStampToken.content});
    const content = signed.encapContentInfo.eContent;
    if (signed.encapContentInfo.eContentType !== TST_INFO || !content)
      throw new TimestampError('it is no time stamp');
    info = TSTInfo.fromBER(content.getValue());
  } catch (error) {
    if (error instanceof TimestampError) throw error;
    throw new TimestampError('it cannot be read');
  }
  return {signed, info};
}

async function signerOf(
  signed: SignedData,
  {stamped, trusted, at}: {stamped: Buffer; trusted: readonly Buffer[] | null; at: Date},
): Promise<Certificate> {
  try {
    const {signatureVerified, signerCertificateVerified, signerCertificate} = await signed.verify({
      signer: 0,
      trustedCerts: (trusted ?? []).map((der) => Certificate.fromBER(new Uint8Array(der))),
      checkChain: trusted !== null,
      checkDate: at,
      data: new Uint8Array(stamped).buffer,
      extendedMode: true,
    });
    const known = trusted === null || signerCertificateVerified === true;
    if (signatureVerified === true && known && signerCertificate) return signerCertificate;
  } catch (error) {
    throw new TimestampError(
      `its signature does not hold: ${typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : 'unknown'}`,
    );
  }
  throw new TimestampError('its signature does not hold');
}

/** RFC 3161 section 2.3: critical, and the only one. */
function isForTimeStamping({extensions = []}: Certificate): boolean {
  const usage = extensions.find(({extnID}) => extnID === EXTENDED_KEY_USAGE);
  const purposes = (usage?.parsedValue as {keyPurposes?: string[]} | undefined)?.keyPurposes ?? [];
  return usage?.critical === true && purposes.length === 1 && purposes[0] === TIME_STAMPING;
}

/** Whether the first certificate named in the signed attributes is this one: ESSCertID, RFC 5035 section 4. */
function names(info: SignerInfo, signer: Certificate): boolean {
  const der = Buffer.from(signer.toSchema().toBER());
  for (const {type, values} of info.signedAttrs?.attributes ?? []) {
    if (type !== SIGNING_CERTIFICATE_V2 && type !== SIGNING_CERTIFICATE) continue;
    const [algorithm, certHash] = essCertId(values[0]);
    const digest = type === SIGNING_CERTIFICATE ? 'sha1' : algorithm === null ? 'sha256' : digests[algorithm];
    return digest !== undefined && certHash !== null && hash(digest, der, 'buffer').equals(certHash);
  }
  return false;
}

/** Algorithm, where one is named, and hash. */
function essCertId(value: unknown): [string | null, Buffer | null] {
  const first = inside(inside(inside(value)[0])[0]);
  const [head, next] = first;
  if (head instanceof OctetString) return [null, Buffer.from(head.getValue())];
  const algorithm = inside(head)[0];
  const named = algorithm instanceof ObjectIdentifier ? algorithm.getValue() : '';
  return [named, next instanceof OctetString ? Buffer.from(next.getValue()) : null];
}

const inside = (value: unknown): Sequence['valueBlock']['value'] =>
  value instanceof Sequence ? value.valueBlock.value : [];

/** DER integers are signed, and as short as can be: the first byte is neither negative nor zero. */
function positive(nonce: Buffer): Buffer {
  const bytes = Buffer.from(nonce);
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 1;
  return bytes;
}

const same = (value: OctetString | Integer, bytes: Buffer): boolean =>
  Buffer.from(value.valueBlock.valueHexView).equals(bytes);
