import {SearchIndex} from '../audit';
import {SystemClock} from '../platform/clock/clock';
import {EXIT} from './command';
import type {Command} from './command';
import {withInstallation} from './with-installation';

export const auditReindex: Command = {
  name: 'audit reindex',
  usage: '',
  summary: 'empty the search index of the log and fill it from the log again; the log itself is only read',
  options: {},
  run: async (_values, terminal) => {
    const clock = new SystemClock();
    const begun = clock.now().getTime();
    const count = await withInstallation(terminal, ({database}) => new SearchIndex(database).rebuild());
    terminal.print(
      `${count} events are in the search index (${Math.round((clock.now().getTime() - begun) / 1000)} s).`,
    );
    return EXIT.fine;
  },
};
