import type {FastifyReply, FastifyRequest} from 'fastify';
import type {Config} from '../../platform/config/config';

/** `__Host-` binds the cookie to this host and to https (RFC 6265bis section 4.1.3.2); plain http on loopback cannot. */
function cookieOf({publicUrl}: Pick<Config, 'publicUrl'>): {name: string; secure: boolean} {
  const secure = publicUrl?.protocol === 'https:';
  return {name: secure ? '__Host-collegium' : 'collegium', secure};
}

type CookieConfig = Pick<Config, 'publicUrl'>;

export function readToken(request: FastifyRequest, config: CookieConfig): string | undefined {
  return request.cookies[cookieOf(config).name];
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
