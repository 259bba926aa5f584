import type {FastifyReply, FastifyRequest} from 'fastify';
import type {Config} from '../../platform/config/config';
import {FLOW_LIFETIME} from '../domain/single-sign-on';

/** `__Host-` binds the cookie to this host and to https (RFC 6265bis section 4.1.3.2); plain http on loopback cannot. */
function cookieOf({publicUrl}: Pick<Config, 'publicUrl'>): {name: string; secure: boolean} {
  const secure = publicUrl?.protocol === 'https:';
  return {name: secure ? '__Host-collegium' : 'collegium', secure};
}

type CookieConfig = Pick<Config, 'publicUrl'>;

export function readToken(request: FastifyRequest, config: CookieConfig): string | undefined {
  return request.cookies[cookieOf(config).name];
}

/** Of the browser's own sign-in at the provider. `Lax`, since the way back from there begins on another site. */
const flowOf = (config: CookieConfig): {name: string; secure: boolean} => {
  const {name, secure} = cookieOf(config);
  return {name: `${name}-flow`, secure};
};

export const readFlowCookie = (request: FastifyRequest, config: CookieConfig): string | undefined =>
  request.cookies[flowOf(config).name];

export function setFlow(reply: FastifyReply, sealed: string, config: CookieConfig): void {
  const {name, secure} = flowOf(config);
  const maxAge = FLOW_LIFETIME / 1000;
  void reply.setCookie(name, sealed, {path: '/', httpOnly: true, sameSite: 'lax', secure, maxAge});
}

export function clearFlow(reply: FastifyReply, config: CookieConfig): void {
  const {name, secure} = flowOf(config);
  void reply.clearCookie(name, {path: '/', httpOnly: true, sameSite: 'lax', secure});
}

/** The token of a program, RFC 6750 section 2.1; undefined when none was sent. */
export const readBearer = ({headers}: FastifyRequest): string | undefined =>
  /^Bearer +([\w-]+)$/i.exec(headers.authorization ?? '')?.[1];

export function setToken(reply: FastifyReply, token: string, config: CookieConfig): void {
  const {name, secure} = cookieOf(config);
  void reply.setCookie(name, token, {path: '/', httpOnly: true, sameSite: 'strict', secure});
}

export function clearToken(reply: FastifyReply, config: CookieConfig): void {
  const {name, secure} = cookieOf(config);
  void reply.clearCookie(name, {path: '/', httpOnly: true, sameSite: 'strict', secure});
}
