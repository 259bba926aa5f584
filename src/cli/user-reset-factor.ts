import {administration} from './administration';
import {EXIT} from './command';
import type {Command} from './command';
import {PERSON_USAGE, personNamed, personOptions} from './person-named';
import {withInstallation} from './with-installation';

/** The way back for whoever lost telephone and recovery codes; make sure first that they are who they say. */
export const userResetFactor: Command = {
  name: 'user reset-factor',
  usage: PERSON_USAGE,
  summary: 'take away the second factors, recovery codes and sessions of somebody who lost them',
  options: personOptions,
  run: async (values, terminal) => {
    const count = await withInstallation(terminal, async ({database}) =>
      administration(database).endFactor.reset(await personNamed(database, values)),
    );
    terminal.print(`${count} second factors were taken away; all sessions are ended.`);
    terminal.warn(
      'Until a new one is set up, the password alone opens the account: let them sign in at once.',
    );
    return EXIT.fine;
  },
};
