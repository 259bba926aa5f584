import {administration} from './administration';
import {EXIT} from './command';
import type {Command} from './command';
import {PERSON_USAGE, personNamed, personOptions} from './person-named';
import {withInstallation} from './with-installation';

/** For somebody who is somebody new at the identity provider; their next sign-in there links them by their address again. */
export const userUnlinkProvider: Command = {
  name: 'user unlink-provider',
  usage: PERSON_USAGE,
  summary: 'forget who somebody is at the identity provider, and end their sessions',
  options: personOptions,
  run: async (values, terminal) => {
    const count = await withInstallation(terminal, async ({database}) => {
      const {organisationId, personId} = await personNamed(database, values);
      return administration(database).unlinkProvider.run(organisationId, personId);
    });
    terminal.print(`${count} links to the identity provider were ended, and all sessions.`);
    return EXIT.fine;
  },
};
