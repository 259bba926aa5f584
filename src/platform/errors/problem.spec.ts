import {BadRequestException, NotFoundException} from '@nestjs/common';
import {Problem, pointer, problems} from './problem';
import {problemOf} from './problem-of';

describe('a problem', () => {
  const pinned: Record<string, [Problem, number]> = {
    unauthenticated: [problems.unauthenticated(), 401],
    reauthentication_required: [problems.reauthenticationRequired(), 401],
    csrf: [problems.csrf(), 403],
    malformed: [problems.malformed(), 400],
    unknown_action: [problems.unknownAction(), 400],
    not_found: [problems.notFound(), 404],
    precondition_required: [problems.preconditionRequired(), 428],
    stale: [problems.stale(), 409],
    action_not_allowed: [problems.actionNotAllowed(), 409],
    invalid: [problems.invalid(), 422],
    key_reused: [problems.keyReused(), 422],
    too_large: [problems.tooLarge(), 413],
    unsupported_media_type: [problems.unsupportedMediaType(), 415],
    too_many_requests: [problems.tooManyRequests(7), 429],
    log_unavailable: [problems.logUnavailable(), 503],
  };

  it.each(Object.entries(pinned))('with the code %s has its pinned status', (code, [problem, status]) => {
    expect(problem.body()).toMatchObject({type: 'about:blank', code, status});
    expect(problem.body().title).not.toBe('');
  });

  it('names each fault by a pointer', () => {
    const faults = [{pointer: pointer('data', 'a/b', 'c~d', 0), detail: 'is wrong'}];
    expect(problems.invalid(faults).body().faults).toEqual([
      {pointer: '/data/a~1b/c~0d/0', detail: 'is wrong'},
    ]);
  });

  it('says when to come back', () => {
    expect(problems.tooManyRequests(7).headers).toEqual({'retry-after': '7'});
  });
});

describe('an error of a library', () => {
  const withCode = (code: string): Error => Object.assign(new Error('secret text'), {code});

  it.each([
    [withCode('FST_ERR_CTP_BODY_TOO_LARGE'), 'too_large'],
    [withCode('FST_ERR_CTP_INVALID_MEDIA_TYPE'), 'unsupported_media_type'],
    [withCode('FST_ERR_BAD_URL'), 'malformed'],
    [withCode('22021'), 'malformed'],
    [withCode('22P05'), 'malformed'],
    [new NotFoundException('Cannot GET /api/cases/secret'), 'not_found'],
    [new BadRequestException('secret text'), 'malformed'],
    [Object.assign(new Error('secret text'), {statusCode: 413}), 'too_large'],
  ])('becomes a problem without its text: %s', (error, code) => {
    const body = problemOf(error)?.body();
    expect(body?.code).toBe(code);
    expect(JSON.stringify(body)).not.toContain('secret');
  });

  it.each([new Error('boom'), withCode('23505'), withCode('ECONNRESET'), 'text', null, undefined])(
    'is a fault of ours when nothing says otherwise: %s',
    (error) => {
      expect(problemOf(error)).toBeNull();
    },
  );

  it('means what the feature that knows it says', () => {
    const translate = (error: unknown): Problem | null =>
      error instanceof RangeError ? problems.logUnavailable() : null;
    expect(problemOf(new RangeError(), [translate])?.code).toBe('log_unavailable');
    expect(problemOf(new TypeError(), [translate])).toBeNull();
  });
});
