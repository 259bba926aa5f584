import {PrivilegeLibrary, PrivilegeTexts} from '../compliance';
import {findCommitteeNamed} from '../identity';
import {ReadDatabase} from '../platform/database/read-database';
import {EXIT, UsageError, required} from './command';
import type {Command} from './command';
import {withApplication} from './with-application';

const organisation = {type: 'string'} as const;

export const privilegeList: Command = {
  name: 'privilege list',
  usage: '[--organisation NAME]',
  summary: 'starter texts by jurisdiction (examples, for counsel to read), and the texts of our committees',
  options: {organisation},
  run: async (values, terminal) => {
    await withApplication({values, terminal}, async (app, {organisationId}) => {
      const library = app.get(PrivilegeLibrary);
      for (const {jurisdiction, title, statute} of library.examples())
        terminal.print(
          `${jurisdiction}  ${title}: ${statute}  (example, needs counsel's approval before use)`,
        );
      for (const {id, committee, version, jurisdiction, counsel} of await library.texts(organisationId))
        terminal.print(
          `${id}  ${committee.name}, version ${version}, ${jurisdiction}  ` +
            (counsel === null ? '(not approved)' : `(approved by ${counsel})`),
        );
    });
    return EXIT.fine;
  },
};

export const privilegeEnter: Command = {
  name: 'privilege enter',
  usage: '--committee NAME --example JURISDICTION [--organisation NAME]',
  summary: 'enter a starter text as the next version of a committee; nothing shows it before it is approved',
  options: {committee: {type: 'string'}, example: {type: 'string'}, organisation},
  run: async (values, terminal) => {
    const [name, wanted] = [required(values, 'committee'), required(values, 'example')];
    const entered = await withApplication({values, terminal}, async (app, operator) => {
      const examples = app.get(PrivilegeLibrary).examples();
      const example = examples.find(({jurisdiction}) => jurisdiction === wanted);
      if (!example)
        throw new UsageError(
          `--example must be one of: ${examples.map((one) => one.jurisdiction).join(', ')}`,
        );
      const committee = await app
        .get(ReadDatabase)
        .read((tx) => tx.row(findCommitteeNamed, [operator.organisationId, name]));
      if (!committee) throw new UsageError(`there is no committee ${name}`);
      return app.get(PrivilegeTexts).enter(operator, committee.id, example);
    });
    terminal.print(`${entered.id}  version ${entered.version}; approve it with: collegium privilege approve`);
    return EXIT.fine;
  },
};

export const privilegeApprove: Command = {
  name: 'privilege approve',
  usage: 'TEXT --counsel NAME [--organisation NAME]',
  summary:
    'record that counsel approved the text with this id; it then stands on every page of its committee',
  options: {counsel: {type: 'string'}, organisation},
  operands: true,
  run: async (values, terminal, [id, ...more]) => {
    if (id === undefined || more.length > 0) throw new UsageError('give the id of one text');
    const counsel = required(values, 'counsel');
    await withApplication({values, terminal}, (app, operator) =>
      app.get(PrivilegeTexts).approve(operator, id, counsel),
    );
    terminal.print('Approved.');
    return EXIT.fine;
  },
};
