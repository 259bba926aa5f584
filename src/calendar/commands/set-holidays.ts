import {Injectable} from '@nestjs/common';
import {AuditedTransaction, streams} from '../../audit';
import {problems} from '../../platform/errors/problem';
import {Holiday, holidayFaults} from '../domain/holiday';
import {deleteHoliday, findHolidays, insertHoliday, lockZone} from '../persistence/calendar-rows';

/** Replaces the organisation's holidays. Deadlines that run already keep their time. */
@Injectable()
export class SetHolidays {
  constructor(private readonly transactions: AuditedTransaction) {}

  /**
   * @param change makes the new list of the present one
   * @param by whose id, and under which roles; `system` from the command line
   * @returns the holidays as they are now, in the order of their days
   * @throws Problem `invalid` with a fault for each that is none
   */
  async run(
    organisationId: string,
    change: (present: readonly Holiday[]) => readonly Holiday[],
    by: {readonly who: string; readonly as: readonly string[]},
  ): Promise<readonly Holiday[]> {
    return this.transactions.run(organisationId, async (tx) => {
      await tx.row(lockZone, [organisationId]);
      const present = await tx.rows(findHolidays, [organisationId]);
      const wanted = change(present).map(({day, name}) => ({day, name: name.trim()}));
      const faults = holidayFaults(wanted);
      if (faults.length > 0) throw problems.invalid(faults);
      const removed = without(present, wanted);
      const added = without(wanted, present);
      for (const {day} of removed) await tx.write(deleteHoliday, [organisationId, day]);
      for (const {day, name} of added) await tx.write(insertHoliday, [organisationId, day, name]);
      const days = (list: readonly Holiday[]): string[] => list.map(({day}) => day);
      const event = {
        type: 'holidaysSet',
        action: 'U',
        outcome: '0',
        ...by,
        on: organisationId,
        details: {added: days(added), removed: days(removed)},
      } as const;
      return {
        result: [...wanted].sort((a, b) => (a.day < b.day ? -1 : 1)),
        records: [{stream: streams.organisation(), kind: 'configuration', event}],
      };
    });
  }
}

const without = (all: readonly Holiday[], others: readonly Holiday[]): Holiday[] =>
  all.filter((one) => !others.some(({day, name}) => day === one.day && name === one.name));
