/** Where the handle lies that setup leaves for teardown; both run in one process, in modules of their own. */
const place = Symbol.for('collegium test server');

export interface TestServer {
  stop(): Promise<void>;
  readonly directory: string;
}

export function keepTestServer(server: TestServer): void {
  Reflect.set(globalThis, place, server);
}

export const keptTestServer = (): TestServer | undefined =>
  Reflect.get(globalThis, place) as TestServer | undefined;
