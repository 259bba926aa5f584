import cookie from '@fastify/cookie';
import type {NestFastifyApplication} from '@nestjs/platform-fastify';
import type {FastifyRequest} from 'fastify';
import {AccessLog} from '../../audit';
import {Clock} from '../../platform/clock/clock';
import type {Config} from '../../platform/config/config';
import {problems} from '../../platform/errors/problem';
import {checkBody} from '../../platform/http/body-check';
import {checkOrigin} from '../../platform/http/origin-check';
import {isApi, isDocs, routeOf} from '../../platform/http/route-of';
import {scopeRequests, scopeToPerson} from '../../platform/http/scope-requests';
import {sessionName} from '../domain/access-token';
import {attestationDue, needsAttestation} from '../domain/attestation';
import {factorNeed} from '../domain/second-factor';
import {scopesOpen} from '../domain/token-scope';
import type {SignedInPerson} from '../domain/signed-in-person';
import {Sessions} from '../queries/sessions';
import {TokenHolders} from '../queries/token-holders';
import {signInRecord} from '../sign-in-record';
import {rateLimits} from './rate-limits';
import {readBearer, readToken} from './session-cookie';

const signIn = 'POST /api/session';
const recovery = 'POST /api/account/recovery';
const linkPassword = 'POST /api/account/password';
const setUp = 'POST /api/set-up';
const providerSignIn = 'POST /api/session/provider';
const providerReturn = 'GET /api/session/provider/callback';
const confirmation = 'POST /api/session/confirm';
const passwordChange = 'PUT /api/session/password';
const secondFactor = 'POST /api/session/second-factor';
const totpConfirmation = 'POST /api/session/factors/totp/:id';
const passkeyQuestion = 'POST /api/session/passkey/options';
const passkeyProof = 'POST /api/session/second-factor/passkey';
const passkeyConfirmation = 'POST /api/session/confirm/passkey';

/** Where somebody who is signed in could guess their password or a code. */
const guessed = new Set([
  confirmation,
  passwordChange,
  secondFactor,
  totpConfirmation,
  passkeyQuestion,
  passkeyProof,
  passkeyConfirmation,
]);

/** The routes of the interface that need no sign-in; every other one, and every unknown one, does. */
const open = new Set([
  signIn,
  recovery,
  linkPassword,
  setUp,
  'GET /api/session/provider',
  providerSignIn,
  providerReturn,
  'GET /api/health',
  'HEAD /api/health',
  'GET /api/openapi.json',
]);

/** Open to strangers, who might guess or flood somebody's mailbox: counted an address. */
const tried = new Set([signIn, recovery, linkPassword, setUp, providerSignIn, providerReturn]);

const sessionAlone = [
  'GET /api/session',
  'HEAD /api/session',
  'DELETE /api/session',
  confirmation,
  secondFactor,
  passkeyQuestion,
  passkeyProof,
  passkeyConfirmation,
];
/** What can be done before the second factor: whoever has one can prove it, but neither add one nor take one away. */
const beforeFactor = {
  proof: new Set(sessionAlone),
  enrolment: new Set([
    ...sessionAlone,
    'GET /api/session/factors',
    'POST /api/session/factors/totp',
    totpConfirmation,
    'POST /api/session/factors/passkeys/options',
    'POST /api/session/factors/passkeys',
  ]),
} as const;
const ask = {
  proof: 'Prove your second factor first.',
  enrolment: 'Set up a second factor first: a passkey or an authenticator.',
} as const;

const keyOf = (request: FastifyRequest): string => `${request.method} ${routeOf(request)}`;

/** Opened by pages of their own accord, again and again; a browser sends no header of ours with it. */
const live = new Set(['GET /api/live', 'HEAD /api/live']);

/** Sent by a page of its own accord, such as when it saves a draft or asks again: no sign that anybody is there. */
const isUnattended = (request: FastifyRequest): boolean =>
  request.headers['x-collegium-unattended'] === '1' || live.has(keyOf(request));

/**
 * The checks that come before a body is read, in their pinned order: too many, signed in, sent by our own page, body not
 * too large and of the right type.
 */
export async function guardRequests(app: NestFastifyApplication, config: Config): Promise<void> {
  await app.register(cookie);
  const limited = await rateLimits(app, config.rateLimit);
  const sessions = app.get(Sessions);
  const tokens = app.get(TokenHolders);
  const log = app.get(AccessLog);
  const clock = app.get(Clock);
  const fastify = app.getHttpAdapter().getInstance();
  const isOpen = (request: FastifyRequest): boolean =>
    !isApi(request) || open.has(keyOf(request)) || (config.demonstration && isDocs(request));

  const holderOf = async (bearer: string, request: FastifyRequest): Promise<SignedInPerson | null> => {
    const holder = await tokens.find(bearer);
    if (!holder) return null;
    if (scopesOpen(holder.scopes, request.method, routeOf(request))) return holder.person;
    const {organisationId, personId} = holder.person;
    await log.record(organisationId, [signInRecord('tokenRefused', personId, {route: keyOf(request)})]);
    throw problems.notFound();
  };

  fastify.decorateRequest('person', null);
  scopeRequests(fastify);
  fastify.addHook('onRequest', async (request) => {
    await limited.address(request);
    if (tried.has(keyOf(request))) await limited.signInsOfAddress(request);
    if (!isOpen(request)) {
      const bearer = readBearer(request);
      const token = bearer ?? readToken(request, config);
      request.person =
        bearer === undefined
          ? await sessions.find(token, isUnattended(request))
          : await holderOf(bearer, request);
      request.sessionName = sessionName(token);
      if (!request.person) throw problems.unauthenticated();
      scopeToPerson(request, request.person.organisationId, request.person.personId);
      await limited.session(request);
      const need = factorNeed(request.person, config.demonstration);
      if (need !== 'none' && !beforeFactor[need].has(keyOf(request)))
        throw problems.secondFactorRequired(ask[need]);
      const due = attestationDue(request.person, clock.now());
      if (due && needsAttestation(request.method, routeOf(request))) throw problems.attestationRequired();
    }
    if (!isApi(request)) return;
    checkOrigin(request, config);
    checkBody(request);
  });
  fastify.addHook('preHandler', async (request) => {
    const key = keyOf(request);
    // What one place has too many of does not count against the account, or it alone could bar everybody.
    if (key === signIn) {
      await limited.passwordsOfPlace(request);
      await limited.passwordsOfAccount(request);
    }
    if (key === recovery) {
      await limited.recoveriesOfPlace(request);
      await limited.recoveriesOfAccount(request);
    }
    if (guessed.has(key)) await limited.proofsOfPerson(request);
  });
}
