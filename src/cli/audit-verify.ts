import {verifyStreams} from '../audit';
import {EXIT} from './command';
import type {Command} from './command';
import {withInstallation} from './with-installation';

export const auditVerify: Command = {
  name: 'audit verify',
  usage: '[--json]',
  summary: 'check every chain and commitment of the log in the database; exit code 1 when something is wrong',
  options: {json: {type: 'boolean'}},
  run: async (values, terminal) => {
    const {ok, size, streams, first} = await withInstallation(terminal, ({applicationUrl}) =>
      verifyStreams(applicationUrl),
    );
    if (values['json'] === true) terminal.print(JSON.stringify({ok, size, first}));
    else if (first)
      terminal.print(`${first.kind}: entry ${first.number} of stream ${first.stream} (${size} checked)`);
    else terminal.print(`The log is whole: ${size} entries in ${streams} streams.`);
    return ok ? EXIT.fine : EXIT.finding;
  },
};
