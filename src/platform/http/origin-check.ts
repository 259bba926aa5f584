import type {FastifyRequest} from 'fastify';
import type {Config} from '../config/config';
import {problems} from '../errors/problem';

const safe = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);
const loopback = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Refuses unsafe requests that a foreign page could have caused: they carry `X-Collegium: 1`, which such a page cannot
 * set without our consent, and their `Origin`, when the browser sends one, is ours.
 *
 * @throws Problem `csrf`
 */
export function checkOrigin(
  request: FastifyRequest,
  config: Pick<Config, 'demonstration' | 'publicUrl'>,
): void {
  if (safe.has(request.method)) return;
  if (request.headers['x-collegium'] !== '1')
    throw problems.csrf('Send the header X-Collegium: 1 with every change.');
  const {origin} = request.headers;
  if (origin !== undefined && !ours(origin, request, config)) throw problems.csrf();
}

function ours(
  origin: string,
  request: FastifyRequest,
  {demonstration, publicUrl}: Pick<Config, 'demonstration' | 'publicUrl'>,
): boolean {
  if (origin === publicUrl?.origin) return true;
  if (!demonstration) return false;
  // The port that took the connection, not what the client's Host header claims.
  const port = request.socket.localPort ?? 0;
  return loopback.some((host) => new URL(`http://${host}:${port}`).origin === origin);
}
