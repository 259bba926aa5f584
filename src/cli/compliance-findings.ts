import {Findings, ListFindings} from '../compliance';
import {EXIT, UsageError, optional, required} from './command';
import type {Command} from './command';
import {withApplication} from './with-application';

const organisation = {type: 'string'} as const;
const DAY = 24 * 60 * 60 * 1000;

/** Every entry of a register, page after page. */
async function allPages<Entry>(
  page: (cursor: string | null) => Promise<{readonly items: readonly Entry[]; readonly next: string | null}>,
): Promise<readonly Entry[]> {
  const all: Entry[] = [];
  let cursor: string | null = null;
  do {
    const {items, next} = await page(cursor);
    all.push(...items);
    cursor = next;
  } while (cursor !== null);
  return all;
}

export const complianceFindings: Command = {
  name: 'compliance findings',
  usage: '[--look DAYS] [--organisation NAME]',
  summary:
    'open findings of unusual access; --look first looks at the last DAYS days; exit code 1 when any is open',
  options: {look: {type: 'string'}, organisation},
  run: async (values, terminal) => {
    const days = optional(values, 'look');
    if (days !== null && !/^([1-9]|[1-8]\d|9[0-2])$/.test(days))
      throw new UsageError('--look takes a number of days from 1 to 92');
    const open = await withApplication({values, terminal}, async (app, operator) => {
      const to = new Date();
      if (days !== null) {
        const from = new Date(to.getTime() - Number(days) * DAY);
        const sought = await app.get(Findings).look(operator, {from, to});
        terminal.print(`${sought.found} found, ${sought.new} of them new.`);
      }
      const list = app.get(ListFindings);
      return allPages((cursor) => list.list(operator, 'open', {limit: 100, cursor}));
    });
    for (const {id, rule, who, since, until} of open)
      terminal.print(`${id}  ${rule}  ${who?.name ?? '-'}  ${since} to ${until}`);
    if (open.length === 0) terminal.print('No finding is open.');
    return open.length === 0 ? EXIT.fine : EXIT.finding;
  },
};

export const complianceFindingChange: Command = {
  name: 'compliance finding',
  usage: 'FINDING --state explained|confirmed|open --reason TEXT [--organisation NAME]',
  summary: 'say of a finding that it is explained or confirmed, or open it again',
  options: {state: {type: 'string'}, reason: {type: 'string'}, organisation},
  operands: true,
  run: async (values, terminal, [id, ...more]) => {
    if (id === undefined || more.length > 0) throw new UsageError('give the id of one finding');
    const [state, reason] = [required(values, 'state'), required(values, 'reason')];
    if (state !== 'explained' && state !== 'confirmed' && state !== 'open')
      throw new UsageError('--state is explained, confirmed or open');
    await withApplication({values, terminal}, (app, operator) =>
      app.get(Findings).change(operator, id, {state, reason}),
    );
    terminal.print(`Now ${state}.`);
    return EXIT.fine;
  },
};
