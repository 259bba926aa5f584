import type {Problem, UploadReply, UploadTarget} from './generated';
import {reasonToAsk} from './call';
import {NoAnswerError, ProblemError} from './problem-error';
import {signInAgain} from './sign-in-again';

export interface Sending {
  readonly file: File;
  /** @param share 0 to 1 */
  readonly onProgress: (share: number) => void;
  readonly signal: AbortSignal;
}

/**
 * Sends a file to where an action takes it. `fetch` tells no progress of what is sent, so this does not use it.
 *
 * @throws ProblemError, NoAnswerError
 */
export async function sendFile(target: UploadTarget, sending: Sending): Promise<UploadReply> {
  for (;;) {
    const answer = await sendOnce(target, sending);
    if (!(answer instanceof ProblemError)) return answer;
    const reason = reasonToAsk(answer);
    if (reason === null || !(await signInAgain.ask(reason))) throw answer;
  }
}

function sendOnce(
  {href, field}: UploadTarget,
  {file, onProgress, signal}: Sending,
): Promise<UploadReply | ProblemError> {
  const {promise, resolve, reject} = Promise.withResolvers<UploadReply | ProblemError>();
  const request = new XMLHttpRequest();
  const body = new FormData();
  body.append(field, file);
  request.open('POST', href);
  request.setRequestHeader('X-Collegium', '1');
  request.responseType = 'json';
  request.upload.addEventListener('progress', ({loaded, total}) => {
    if (total > 0) onProgress(loaded / total);
  });
  request.addEventListener('load', () => {
    const answer: unknown = request.response;
    resolve(request.status === 201 ? (answer as UploadReply) : new ProblemError(answer as Problem));
  });
  request.addEventListener('error', () => {
    reject(new NoAnswerError());
  });
  request.addEventListener('abort', () => {
    reject(new DOMException('The upload was stopped.', 'AbortError'));
  });
  signal.addEventListener('abort', () => {
    request.abort();
  });
  request.send(body);
  return promise;
}
