import helmet from '@fastify/helmet';
import type {NestFastifyApplication} from '@nestjs/platform-fastify';
import type {Config} from '../config/config';
import {isApi, isDocs} from './route-of';

/** No inline script or style; nothing from elsewhere; in nobody's frame. */
const policy = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'worker-src': ["'self'"],
  'img-src': ["'self'", 'data:', 'blob:'],
  'font-src': ["'self'"],
  'connect-src': ["'self'"],
  'manifest-src': ["'self'"],
  'form-action': ["'self'"],
  'object-src': ["'none'"],
  'base-uri': ["'none'"],
  'frame-ancestors': ["'none'"],
};

/** Of a page whose component library writes style elements: those that carry this answer's own nonce are taken. */
export const pagePolicy = (nonce: string): string =>
  Object.entries({...policy, 'style-src': ["'self'", `'nonce-${nonce}'`]})
    .map(([directive, sources]) => `${directive} ${sources.join(' ')}`)
    .join('; ');

/** The description page styles itself inline; it exists in demonstration mode alone. */
const docsPolicy =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; form-action 'self'; base-uri 'none'; " +
  "object-src 'none'; frame-ancestors 'none'";

/** Headers on every answer; answers of the interface are kept in no cache. */
export async function setSecurityHeaders(app: NestFastifyApplication, config: Config): Promise<void> {
  const https = config.publicUrl?.protocol === 'https:';
  await app.register(helmet, {
    contentSecurityPolicy: {useDefaults: false, directives: policy},
    strictTransportSecurity: https ? {maxAge: 31_536_000, includeSubDomains: true} : false,
    referrerPolicy: {policy: 'no-referrer'},
    frameguard: {action: 'deny'},
    crossOriginResourcePolicy: {policy: 'same-origin'},
  });
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('onRequest', (request, reply, done) => {
    if (isApi(request)) void reply.header('cache-control', 'no-store');
    if (config.demonstration && isDocs(request)) void reply.header('content-security-policy', docsPolicy);
    done();
  });
}
