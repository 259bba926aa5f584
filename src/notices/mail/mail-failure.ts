import {JobFailedError} from '../../jobs';

/**
 * What went wrong with a mail, in words for coordinators. The server's own reply is left out: it often repeats the
 * address. Only a final refusal (RFC 5321 section 4.2.1, 5yz) of this recipient or this mail makes another attempt
 * vain; a refused sign-in is the installation's fault and can be mended.
 */
export function mailFailure(error: unknown): JobFailedError {
  const code = property(error, 'code');
  const reply = property(error, 'responseCode');
  const refused = typeof reply === 'number';
  const permanent = refused && reply >= 500 && reply < 600 && (code === 'EENVELOPE' || code === 'EMESSAGE');
  if (refused) {
    const matter = code === 'EAUTH' ? 'refused the sign-in' : 'refused the mail';
    return new JobFailedError(`the mail server ${matter} (${reply})`, {permanent, cause: error});
  }
  const known = typeof code === 'string' && /^[A-Z_]{1,30}$/.test(code) ? ` (${code})` : '';
  return new JobFailedError(`the mail server could not be reached${known}`, {permanent, cause: error});
}

function property(error: unknown, name: string): unknown {
  return typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined;
}
