import type {ZxcvbnFactory} from '@zxcvbn-ts/core';
import {normalPassword, passwordFault} from './domain/password-rule';

/**
 * Of the scores 0 to 4, the first that stands for more than 10^8 guesses (Wheeler: zxcvbn, USENIX Security 2016). Length
 * alone would let "passwordpassword" pass; the block list of NIST SP 800-63B-4 section 3.1.1.2 is in its dictionaries.
 */
const LOWEST_SCORE = 3;
/** Words of this place that an attacker tries beside the person's own. */
const OF_THIS_PLACE = ['collegium', 'hospital', 'peer', 'review'];
/** Its effort grows with the square of the length; what is longer than this is judged by its beginning. */
const JUDGED_LENGTH = 100;

let estimator: Promise<ZxcvbnFactory> | undefined;

/** Loaded when the first password is chosen: the dictionaries take a moment and some memory. */
async function loadEstimator(): Promise<ZxcvbnFactory> {
  const [{ZxcvbnFactory: Factory}, {adjacencyGraphs, dictionary}] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ]);
  return new Factory({dictionary, graphs: adjacencyGraphs});
}

/**
 * Why a password cannot be used, for the person who chose it; `null` when it can.
 *
 * @param context words that an attacker tries first: the person's name and address
 */
export async function judgePassword(password: string, context: readonly string[]): Promise<string | null> {
  const fault = passwordFault(password, context);
  if (fault !== null) return fault;
  estimator ??= loadEstimator();
  const words = context.flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}]+/u)]).filter(Boolean);
  const typed = normalPassword(password).slice(0, JUDGED_LENGTH);
  const {score} = (await estimator).check(typed, [...OF_THIS_PLACE, ...words]);
  return score >= LOWEST_SCORE
    ? null
    : 'is among the first that are guessed; four or five words that have nothing to do with each other are better';
}
