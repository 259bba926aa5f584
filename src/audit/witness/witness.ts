import {Clock} from '../../platform/clock/clock';
import {checkpointBody} from '../domain/checkpoint';
import {cosign} from '../domain/cosignature';
import {NoteSigner, NoteVerifier, splitNote} from '../domain/signed-note';
import {WitnessVerdict, judgeWitnessRequest, parseWitnessRequest} from '../domain/witness-request';
import {WitnessState} from './witness-state';

/** What a witness answers over HTTP. */
export interface WitnessAnswer {
  readonly status: WitnessVerdict['status'];
  readonly type: string;
  readonly body: string;
}

export interface WitnessParts {
  readonly signer: NoteSigner;
  readonly state: WitnessState;
  readonly clock: Clock;
  /** The verifier keys that it trusts, of all logs; read anew for each request. */
  readonly keys: () => Promise<readonly NoteVerifier[]>;
}

const reasons: Readonly<Record<400 | 403 | 404 | 422, string>> = {
  400: 'this is no request to add a checkpoint (C2SP tlog-witness)',
  403: 'no key that this witness trusts has signed the checkpoint',
  404: 'this witness does not know the log',
  422: 'the proof does not show that the log goes on from what this witness has cosigned',
};

/** Cosigns checkpoints of the logs it knows, each only when it goes on from the last one: C2SP tlog-witness. */
export class Witness {
  readonly #parts: WitnessParts;
  #before: Promise<unknown> = Promise.resolve();

  constructor(parts: WitnessParts) {
    this.#parts = parts;
  }

  /** One request after the other: what is compared with the state must be kept before anybody else looks. */
  async addCheckpoint(body: string): Promise<WitnessAnswer> {
    const answer = this.#before.then(() => this.#answer(body));
    this.#before = answer.catch(() => undefined);
    return answer;
  }

  async #answer(body: string): Promise<WitnessAnswer> {
    const {signer, state, clock, keys} = this.#parts;
    const request = parseWitnessRequest(body);
    if (!request) return refusal(400);
    const origin = checkpointBody(request.note)?.origin ?? '';
    const trusted = (await keys()).filter(({name}) => name === origin);
    const last = trusted.length === 0 ? null : await state.last(origin);
    const verdict = judgeWitnessRequest(request, () => (trusted.length === 0 ? null : {keys: trusted, last}));
    if (verdict.status === 409) return {status: 409, type: 'text/x.tlog.size', body: `${verdict.size}\n`};
    if (verdict.status !== 200) return refusal(verdict.status);
    await state.keep(origin, request.note);
    const text = splitNote(request.note)?.text ?? '';
    return {status: 200, type: 'text/plain; charset=utf-8', body: cosign(text, clock.now(), signer)};
  }
}

const refusal = (status: keyof typeof reasons): WitnessAnswer => ({
  status,
  type: 'text/plain; charset=utf-8',
  body: `${reasons[status]}\n`,
});
