import {findPersonByEmail, normalEmail} from '../identity';
import {administration, organisationNamed} from './administration';
import {EXIT, UsageError, optional, required} from './command';
import type {Command} from './command';
import {withInstallation} from './with-installation';

/** The way back for whoever lost telephone and recovery codes; make sure first that they are who they say. */
export const userResetFactor: Command = {
  name: 'user reset-factor',
  usage: '--email ADDRESS [--organisation NAME]',
  summary: 'take away the second factors, recovery codes and sessions of somebody who lost them',
  options: {email: {type: 'string'}, organisation: {type: 'string'}},
  run: async (values, terminal) => {
    const email = normalEmail(required(values, 'email'));
    const count = await withInstallation(terminal, async ({database}) => {
      const organisationId = await organisationNamed(database, optional(values, 'organisation'));
      const person = await database.read((tx) => tx.row(findPersonByEmail, [organisationId, email]));
      if (!person) throw new UsageError(`nobody has the address ${email}`);
      return administration(database).endFactor.reset({organisationId, personId: person.id});
    });
    terminal.print(`${count} second factors were taken away; all sessions are ended.`);
    terminal.warn(
      'Until a new one is set up, the password alone opens the account: let them sign in at once.',
    );
    return EXIT.fine;
  },
};
