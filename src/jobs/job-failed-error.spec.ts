import {JobFailedError, failureText} from './job-failed-error';

describe('what is stored of a failure', () => {
  it('is the reason that was written for it', () => {
    const error = new JobFailedError('the mail server is away', {
      permanent: false,
      cause: new Error('secret'),
    });
    expect(failureText(error)).toBe('the mail server is away');
  });

  it('is the name and the code of any other error, never its message', () => {
    expect(failureText(Object.assign(new TypeError('patient Smith'), {code: 'E1'}))).toBe('TypeError E1');
    expect(failureText(new RangeError('patient Smith'))).toBe('RangeError');
    expect(failureText('patient Smith')).toBe('unknown error');
  });
});
