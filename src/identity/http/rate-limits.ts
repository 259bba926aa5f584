import {createHash} from 'node:crypto';
import rateLimit from '@fastify/rate-limit';
import type {NestFastifyApplication} from '@nestjs/platform-fastify';
import type {FastifyRequest} from 'fastify';
import {problems} from '../../platform/errors/problem';
import {normalEmail} from '../domain/email-address';

const minute = 60_000;

/** Requests in a time (milliseconds), counted for each key. */
interface Limit {
  readonly max: number;
  readonly timeWindow: number;
}

/** A hospital may stand behind one address, so that its limit is generous; a person's is what a person can do. */
const limits = {
  address: {max: 6000, timeWindow: minute},
  session: {max: 1200, timeWindow: minute},
  signInsOfAddress: {max: 60, timeWindow: minute},
  /**
   * NIST SP 800-63B-4 section 3.2.2: guessing is slowed. From one network address soon, so that a stranger elsewhere keeps nobody
   * from signing in; from all of them together once so many take part in it.
   */
  passwordsOfPlace: {max: 10, timeWindow: 5 * minute},
  passwordsOfAccount: {max: 100, timeWindow: 5 * minute},
  /** More mails than these help nobody; who asks too often is told so whether or not somebody has the address. */
  recoveriesOfPlace: {max: 3, timeWindow: 15 * minute},
  recoveriesOfAccount: {max: 12, timeWindow: 15 * minute},
  /** Counted apart, so that a stranger who tries passwords does not keep the person from proving theirs. */
  proofsOfPerson: {max: 10, timeWindow: 5 * minute},
} as const satisfies Record<string, Limit>;

type Check = (request: FastifyRequest) => Promise<void>;

export type RateLimits = Readonly<Record<keyof typeof limits, Check>>;

const digest = (text: string): string => createHash('sha256').update(text).digest('base64');

/** Whose password a request tries: that of the address in the body. */
function accountOf(request: FastifyRequest): string {
  const {email} = (request.body ?? {}) as {email?: unknown};
  return digest(normalEmail(typeof email === 'string' ? email : ''));
}

/** The same, from one network address. */
const placeOf = (request: FastifyRequest): string => `${accountOf(request)} ${request.ip}`;

const personIn = ({person}: FastifyRequest): string => person?.personId ?? '';

const nothing: Check = () => Promise.resolve();

/**
 * Makes the limits, each a check that throws Problem `too_many_requests`. Counts are kept in this process, under digests.
 *
 * @param on `false` lets everything pass, in demonstration mode
 */
export async function rateLimits(app: NestFastifyApplication, on: boolean): Promise<RateLimits> {
  if (!on)
    return {
      address: nothing,
      session: nothing,
      signInsOfAddress: nothing,
      passwordsOfPlace: nothing,
      passwordsOfAccount: nothing,
      recoveriesOfPlace: nothing,
      recoveriesOfAccount: nothing,
      proofsOfPerson: nothing,
    };
  await app.register(rateLimit, {global: false});
  const fastify = app.getHttpAdapter().getInstance();
  const check = (limit: Limit, keyGenerator: (request: FastifyRequest) => string): Check => {
    const count = fastify.createRateLimit({...limit, keyGenerator});
    return async (request) => {
      const counted = await count(request);
      if (!counted.isAllowed && counted.isExceeded) throw problems.tooManyRequests(counted.ttlInSeconds);
    };
  };
  return {
    address: check(limits.address, ({ip}) => ip),
    session: check(limits.session, personIn),
    signInsOfAddress: check(limits.signInsOfAddress, ({ip}) => ip),
    passwordsOfPlace: check(limits.passwordsOfPlace, placeOf),
    passwordsOfAccount: check(limits.passwordsOfAccount, accountOf),
    recoveriesOfPlace: check(limits.recoveriesOfPlace, placeOf),
    recoveriesOfAccount: check(limits.recoveriesOfAccount, accountOf),
    proofsOfPerson: check(limits.proofsOfPerson, personIn),
  };
}
