import {findCommitteeNamed, grantFaults, judgePassword} from '../identity';
import type {ReadDatabase} from '../platform/database/read-database';
import {COMMAND_LINE, administration, organisationNamed} from './administration';
import {EXIT, UsageError, optional, repeated, required} from './command';
import type {Command, Terminal, Values} from './command';
import {withInstallation} from './with-installation';

interface Grant {
  readonly role: string;
  readonly committeeId: string | null;
}

/** Adds a person, their password and their roles; everything is checked before the first of them is stored. */
export const userAdd: Command = {
  name: 'user add',
  usage:
    '--email ADDRESS --name NAME [--role ROLE[:COMMITTEE]]... [--npi NUMBER] [--physician] [--password-stdin]\n' +
    '    [--organisation NAME]',
  summary: 'add a person; COMMITTEE is its name or id; the password is the first line of standard input',
  options: {
    email: {type: 'string'},
    name: {type: 'string'},
    role: {type: 'string', multiple: true},
    npi: {type: 'string'},
    physician: {type: 'boolean'},
    'password-stdin': {type: 'boolean'},
    organisation: {type: 'string'},
  },
  run: async (values, terminal) => {
    const person = {
      email: required(values, 'email'),
      displayName: required(values, 'name'),
      npi: optional(values, 'npi'),
      physician: values['physician'] === true,
    };
    const password = await readPassword(values, terminal, [person.email, person.displayName]);
    const personId = await withInstallation(terminal, async ({database}) => {
      const organisationId = await organisationNamed(database, optional(values, 'organisation'));
      const grants: Grant[] = [];
      for (const role of repeated(values, 'role')) grants.push(await grantOf(database, organisationId, role));
      const people = administration(database);
      const id = await people.createPerson.run(organisationId, person, COMMAND_LINE);
      if (password !== null)
        await people.setPassword.run({organisationId, personId: id, password}, COMMAND_LINE);
      for (const grant of grants)
        await people.grantRole.run({organisationId, personId: id, ...grant}, COMMAND_LINE);
      return id;
    });
    terminal.print(personId);
    if (password === null)
      terminal.warn('No password was given (--password-stdin), so they cannot sign in yet.');
    return EXIT.fine;
  },
};

async function readPassword(
  values: Values,
  terminal: Terminal,
  context: readonly string[],
): Promise<string | null> {
  if (values['password-stdin'] !== true) return null;
  const [password = ''] = (await terminal.readInput()).split(/\r?\n/, 1);
  const fault = await judgePassword(password, context);
  if (fault !== null) throw new UsageError(`the password ${fault}`);
  return password;
}

async function grantOf(database: ReadDatabase, organisationId: string, text: string): Promise<Grant> {
  const [role = '', ...rest] = text.split(':');
  const committee = rest.join(':').trim();
  const found =
    committee === ''
      ? []
      : await database.read((tx) => tx.rows(findCommitteeNamed, [organisationId, committee]));
  if (committee !== '' && found.length !== 1)
    throw new UsageError(
      `--role ${text}: there is ${found.length === 0 ? 'no' : 'more than one'} such committee`,
    );
  const [fault] = grantFaults(role, found.length === 1);
  if (fault) throw new UsageError(`--role ${text}: ${fault.detail}`);
  return {role, committeeId: found[0]?.id ?? null};
}
