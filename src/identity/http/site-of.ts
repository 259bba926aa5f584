import type {FastifyRequest} from 'fastify';
import type {Config} from '../../platform/config/config';
import {problems} from '../../platform/errors/problem';
import {RelyingParty, relyingParty} from '../domain/passkey';

/** The address that people type: what is configured, else this machine, on the port that took the connection. */
export const siteOf = (request: FastifyRequest, {publicUrl}: Pick<Config, 'publicUrl'>): URL =>
  publicUrl ?? new URL(`http://localhost:${request.socket.localPort ?? 0}/`);

/** @throws Problem `action_not_allowed` where no passkey can be used */
export function partyOf(request: FastifyRequest, config: Pick<Config, 'publicUrl'>): RelyingParty {
  const party = relyingParty(siteOf(request, config));
  if (party) return party;
  throw problems.actionNotAllowed('Passkeys need a host name, and this site is reached by an address.');
}
