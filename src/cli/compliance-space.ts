import {ProtectedSpace, RemoveFromSpace} from '../compliance';
import {EXIT, UsageError} from './command';
import type {Command} from './command';
import {withApplication} from './with-application';

const organisation = {type: 'string'} as const;

export const complianceSpace: Command = {
  name: 'compliance space',
  usage: '[CASE] [--organisation NAME]',
  summary:
    'the register of the protected space: hand-offs and removals by their numbers, latest first; with a case (id or ' +
    'number) when it entered and with what',
  options: {organisation},
  operands: true,
  run: async (values, terminal, [wanted, ...more]) => {
    if (more.length > 0) throw new UsageError('give one case, or none');
    await withApplication({values, terminal}, async (app, operator) => {
      const space = app.get(ProtectedSpace);
      if (wanted !== undefined) {
        const {case_number, entered_at, entered_with, since} = await space.entry(operator, wanted);
        terminal.print(`${case_number}  entered ${entered_at.toISOString()} with ${entered_with.join(', ')}`);
        terminal.print(`made inside since: ${since.join(', ') || '-'}`);
        return;
      }
      const exits = await space.exits(operator);
      for (const {number, kind, case_number, item_kind, made_at} of exits)
        terminal.print(`${number}  ${kind}  ${case_number}  ${item_kind ?? '-'}  ${made_at.toISOString()}`);
      if (exits.length === 0) terminal.print('Nothing has left the protected space.');
    });
    return EXIT.fine;
  },
};

export const complianceSpaceRemove: Command = {
  name: 'compliance space remove',
  usage: 'CASE ITEM --apply [--organisation NAME]',
  summary:
    'put on record, under a number, that a record of a case left the protected space; `compliance producible` lists ' +
    'the items; dry without --apply',
  options: {apply: {type: 'boolean'}, organisation},
  operands: true,
  run: async (values, terminal, [wanted, item, ...more]) => {
    if (wanted === undefined || item === undefined || more.length > 0)
      throw new UsageError('give one case and the id of one item');
    const said = await withApplication({values, terminal}, async (app, operator) => {
      if (values['apply'] === true)
        return `${await app.get(RemoveFromSpace).run(operator, {case: wanted, item})}  removed`;
      const {case_number} = await app.get(ProtectedSpace).entry(operator, wanted);
      return `Nothing was changed: --apply records that the item left the protected space of ${case_number}.`;
    });
    terminal.print(said);
    return EXIT.fine;
  },
};
