import {once} from 'node:events';
import {connect} from 'node:net';
import type {Socket} from 'node:net';
import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';

let app: TestApp;
const sockets: Socket[] = [];

beforeAll(async () => {
  app = await startTestApp({hosts: ['127.0.0.1', '127.0.0.2']});
});

afterAll(async () => {
  for (const socket of sockets) socket.destroy();
  await app.close();
});

/** Connects, sends a text, and gathers what is answered. */
async function connection(host: string, text: string): Promise<{socket: Socket; answer: () => string}> {
  const socket = connect(app.port, host);
  sockets.push(socket);
  let answer = '';
  socket.setEncoding('utf8').on('data', (part: string) => (answer += part));
  // One that is ended by the server may be so with a reset.
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  if (text !== '') socket.write(text);
  return {socket, answer: () => answer};
}

const closed = (socket: Socket): Promise<unknown> =>
  socket.closed ? Promise.resolve() : new Promise((resolve) => socket.once('close', resolve));

const WHOLE = 'GET /api/health HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n';
const LATER = [
  'POST /api/session HTTP/1.1',
  'host: 127.0.0.1',
  'x-collegium: 1',
  'content-type: application/json',
  'content-length: 2',
];

describe('a server that stops', () => {
  it('waits for no connection on which nothing is under way, and answers what is', async () => {
    const unused: Socket[] = [];
    const underWay: Awaited<ReturnType<typeof connection>>[] = [];
    for (const host of app.config.hosts) {
      const asked = await connection(host, WHOLE);
      await once(asked.socket, 'data');
      const halfAsked = await connection(host, WHOLE);
      await once(halfAsked.socket, 'data');
      halfAsked.socket.write('GET /api/health HTTP/1.1\r\nhost');
      const others = [await connection(host, ''), await connection(host, 'GET /api')];
      // With one before it that is answered at once.
      underWay.push(await connection(host, `${WHOLE}${LATER.join('\r\n')}\r\n\r\n`));
      unused.push(...[asked, halfAsked, ...others].map(({socket}) => socket));
    }
    // The server has read what was sent before this was answered.
    for (const host of app.config.hosts) await once((await connection(host, WHOLE)).socket, 'data');
    const stopped = app.stop();
    await Promise.all(unused.map(closed));
    for (const {socket} of underWay) socket.write('{}');
    await Promise.all(underWay.map(({socket}) => closed(socket)));
    await stopped;
    const statuses = underWay.map(({answer}) => answer().match(/(?<=HTTP\/1\.1 )\d+/g));
    expect(statuses).toEqual([
      ['200', '400'],
      ['200', '400'],
    ]);
  });
});
