import {cappedBody} from '../../platform/http/capped-body';
import {Cosignature, findCosignature} from '../domain/cosignature';
import {NoteVerifier} from '../domain/signed-note';
import {WitnessRequest, writeWitnessRequest} from '../domain/witness-request';

const TIMEOUT = 10_000;
const BODY_LIMIT = 65_536;

/** Somebody who cosigns: where, and the key. */
export interface KnownWitness {
  readonly url: string;
  readonly verifier: NoteVerifier;
}

export type WitnessReply =
  | {readonly kind: 'cosigned'; readonly cosignature: Cosignature}
  /** The witness has cosigned a checkpoint of that size last. */
  | {readonly kind: 'conflict'; readonly size: number}
  | {readonly kind: 'refused'; readonly reason: string};

/**
 * Asks a witness to cosign a checkpoint, C2SP tlog-witness. What it says counts only under its key.
 *
 * @throws TypeError, DOMException when it cannot be reached in time
 */
export async function askWitness(
  {url, verifier}: KnownWitness,
  request: WitnessRequest,
  signal: AbortSignal,
): Promise<WitnessReply> {
  const response = await fetch(`${url}/add-checkpoint`, {
    method: 'POST',
    body: writeWitnessRequest(request),
    headers: {'content-type': 'text/plain; charset=utf-8'},
    redirect: 'error',
    signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT)]),
  });
  const body = (await cappedBody(response, BODY_LIMIT)).toString();
  if (response.status === 409) {
    const size = /^(0|[1-9][0-9]*)\n$/.test(body) ? Number(body) : Number.NaN;
    return Number.isSafeInteger(size)
      ? {kind: 'conflict', size}
      : {kind: 'refused', reason: 'it names no size (409)'};
  }
  if (response.status !== 200)
    return {kind: 'refused', reason: `it answers ${response.status}${hints[response.status] ?? ''}`};
  const cosignature = findCosignature(`${request.note}${body}`, verifier);
  return cosignature
    ? {kind: 'cosigned', cosignature}
    : {kind: 'refused', reason: 'its answer holds no cosignature of the key in COLLEGIUM_WITNESSES'};
}

const hints: Readonly<Record<number, string>> = {
  403: ': it does not trust the key of this log; give it the new one (audit rotate-key prints it)',
  404: ': it does not know this log; give it the verifier key',
  422: ': to it this log is not the one that it has cosigned; the database may have been altered or exchanged',
};
