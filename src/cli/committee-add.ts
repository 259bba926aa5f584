import {COMMAND_LINE, administration, organisationNamed} from './administration';
import {EXIT, UsageError, optional, required} from './command';
import type {Command} from './command';
import {withInstallation} from './with-installation';

/** Adds a committee; without one a programme takes no cases. */
export const committeeAdd: Command = {
  name: 'committee add',
  usage:
    '--name NAME --programme PROGRAMME --quorum N --privilege-text TEXT [--by-default] [--organisation NAME]',
  summary: 'add a committee for a programme such as peer-review; TEXT is printed on every page',
  options: {
    name: {type: 'string'},
    programme: {type: 'string'},
    quorum: {type: 'string'},
    'privilege-text': {type: 'string'},
    'by-default': {type: 'boolean'},
    organisation: {type: 'string'},
  },
  run: async (values, terminal) => {
    const quorum = Number(required(values, 'quorum'));
    if (!Number.isInteger(quorum) || quorum < 1)
      throw new UsageError('--quorum must be a whole number from 1 on');
    const committee = {
      name: required(values, 'name'),
      programme: required(values, 'programme'),
      privilegeText: required(values, 'privilege-text'),
      byDefault: values['by-default'] === true,
      quorum,
    };
    const id = await withInstallation(terminal, async ({database}) => {
      const organisationId = await organisationNamed(database, optional(values, 'organisation'));
      return administration(database).createCommittee.run(organisationId, committee, COMMAND_LINE);
    });
    terminal.print(id);
    return EXIT.fine;
  },
};
