import {BreakGlass, ListGlass} from '../compliance';
import {EXIT, optional} from './command';
import type {Command} from './command';
import {withApplication} from './with-application';

/** The machine's own user is nobody who may see a case: from here it can only be looked at, and ended. */
export const complianceBreakGlass: Command = {
  name: 'compliance break-glass',
  usage: '[--end ID] [--organisation NAME]',
  summary:
    'compartments that compliance has open now; --end closes one before its time; exit code 1 when any is open',
  options: {end: {type: 'string'}, organisation: {type: 'string'}},
  run: async (values, terminal) => {
    const id = optional(values, 'end');
    const open = await withApplication({values, terminal}, async (app, operator) => {
      if (id !== null) await app.get(BreakGlass).end(operator, id);
      return (await app.get(ListGlass).all(operator)).filter((listed) => listed.open);
    });
    for (const {glass, by, reason} of open)
      terminal.print(
        `${glass.id}  ${glass.case_number}  ${by.name}  ${glass.compartments.join(', ')}  until ${glass.ends_at.toISOString()}  ${reason ?? ''}`,
      );
    if (open.length === 0) terminal.print('No glass is broken.');
    return open.length === 0 ? EXIT.fine : EXIT.finding;
  },
};
