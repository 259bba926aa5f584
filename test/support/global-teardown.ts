import {rmSync} from 'node:fs';
import {keptTestServer} from './test-server';

export default async function globalTeardown(): Promise<void> {
  const server = keptTestServer();
  if (!server) return;
  await server.stop();
  rmSync(server.directory, {recursive: true, force: true});
}
