import {findCalendar} from '../calendar';
import type {Holiday} from '../calendar';
import {COMMAND_LINE, administration, organisationNamed} from './administration';
import {EXIT, UsageError, optional, repeated} from './command';
import type {Command} from './command';
import {withInstallation} from './with-installation';

/** Lists and changes the days on which an organisation does not work. */
export const holidays: Command = {
  name: 'holidays',
  usage: '[--add DATE=NAME]... [--remove DATE]... [--organisation NAME]',
  summary:
    'list the holidays by which deadlines are reckoned, after adding and removing some; DATE is like 2026-12-25',
  options: {
    add: {type: 'string', multiple: true},
    remove: {type: 'string', multiple: true},
    organisation: {type: 'string'},
  },
  run: async (values, terminal) => {
    const added = repeated(values, 'add').map(holidayOf);
    const removed = repeated(values, 'remove');
    const gone = [...removed, ...added.map(({day}) => day)];
    const calendar = await withInstallation(terminal, async ({database}) => {
      const organisationId = await organisationNamed(database, optional(values, 'organisation'));
      const change = (present: readonly Holiday[]): readonly Holiday[] => {
        const missing = removed.filter((day) => !present.some((one) => one.day === day));
        if (missing.length > 0)
          throw new UsageError(`${missing.join(', ')}: no holiday, so it cannot be removed`);
        return [...present.filter(({day}) => !gone.includes(day)), ...added];
      };
      if (gone.length > 0)
        await administration(database).setHolidays.run(organisationId, change, {who: COMMAND_LINE, as: []});
      return database.read((tx) => findCalendar(tx, organisationId));
    });
    terminal.print(`Time zone: ${calendar.timeZone}`);
    for (const {day, name} of calendar.holidays) terminal.print(`${day}  ${name}`);
    return EXIT.fine;
  },
};

function holidayOf(text: string): Holiday {
  const at = text.indexOf('=');
  if (at < 0) throw new UsageError(`--add ${text}: write it as 2026-12-25=Christmas`);
  return {day: text.slice(0, at), name: text.slice(at + 1)};
}
