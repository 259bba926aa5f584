import {COMMAND_LINE, administration} from './administration';
import {EXIT, required} from './command';
import type {Command} from './command';
import {withInstallation} from './with-installation';

export const organisationAdd: Command = {
  name: 'organisation add',
  usage: '--name NAME --time-zone ZONE',
  summary: 'make an organisation; ZONE is an IANA name such as Europe/Vienna',
  options: {name: {type: 'string'}, 'time-zone': {type: 'string'}},
  run: async (values, terminal) => {
    const organisation = {name: required(values, 'name'), timeZone: required(values, 'time-zone')};
    const id = await withInstallation(terminal, ({database}) =>
      administration(database).createOrganisation.run(organisation, COMMAND_LINE),
    );
    terminal.print(id);
    return EXIT.fine;
  },
};
