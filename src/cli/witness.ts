import {once} from 'node:events';
import {isIP} from 'node:net';
import {resolve} from 'node:path';
import {startWitness} from '../audit';
import {SystemClock} from '../platform/clock/clock';
import {EXIT, UsageError, required} from './command';
import type {Command} from './command';

export const witness: Command = {
  name: 'witness',
  usage: '--name NAME --listen HOST:PORT --key FILE --logs FILE --state FOLDER',
  summary:
    'vouch for the logs of others (C2SP tlog-witness) until stopped; LOGS has a verifier key a line, KEY 32 bytes in base64',
  options: {
    name: {type: 'string'},
    listen: {type: 'string'},
    key: {type: 'string'},
    logs: {type: 'string'},
    state: {type: 'string'},
  },
  run: async (values, terminal) => {
    const options = {
      name: required(values, 'name'),
      keyFile: resolve(required(values, 'key')),
      logsFile: resolve(required(values, 'logs')),
      stateDirectory: resolve(required(values, 'state')),
      ...addressOf(required(values, 'listen')),
    };
    if (/[\s+]/.test(options.name)) throw new UsageError('--name must have neither blanks nor plus signs');
    const log = (line: string): void => {
      terminal.warn(line);
    };
    const running = await startWitness(options, {clock: new SystemClock(), log});
    terminal.print(`The witness is ready on ${options.host}:${running.port}: ${running.verifier}`);
    await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
    await running.stop();
    return EXIT.fine;
  },
};

/** @throws UsageError */
function addressOf(text: string): {host: string; port: number} {
  const [, host = '', port = ''] = /^(?:\[?([^\]]+)\]?:)?(\d{1,5})$/.exec(text) ?? [];
  const address = host === '' ? '127.0.0.1' : host;
  if (port === '' || Number(port) > 65_535 || (isIP(address) === 0 && !/^[a-z0-9.-]+$/i.test(address)))
    throw new UsageError('--listen must be a host and a port, 127.0.0.1:4000 for example');
  return {host: address, port: Number(port)};
}
