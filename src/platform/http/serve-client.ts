import assets from '@fastify/static';
import type {FastifyInstance} from 'fastify';
import type {Randomness} from '../crypto/randomness';
import type {Client} from './client-files';
import {pagePolicy} from './security-headers';

const NONCE_BYTES = 18;

/**
 * Serves the built client: its assets, compressed as they were built, and its page at the paths of its router and nowhere
 * else. The page is the same for everybody; what anybody may see of anything the interface alone decides.
 */
export async function serveClient(
  fastify: FastifyInstance,
  client: Client | null,
  randomness: Randomness,
): Promise<void> {
  if (!client) return;
  await fastify.register(assets, {
    root: client.assets,
    prefix: '/assets/',
    decorateReply: false,
    index: false,
    preCompressed: true,
    maxAge: '365d',
    immutable: true,
  });
  fastify.get('/favicon.svg', (_request, reply) =>
    reply.type('image/svg+xml').header('cache-control', 'public, max-age=3600').send(client.icon),
  );
  for (const path of client.pages)
    fastify.get(path, (_request, reply) => {
      const nonce = randomness.bytes(NONCE_BYTES).toString('base64');
      return reply
        .type('text/html; charset=utf-8')
        .header('cache-control', 'no-store')
        .header('content-security-policy', pagePolicy(nonce))
        .send(client.html.replace('__STYLE_NONCE__', nonce));
    });
}
