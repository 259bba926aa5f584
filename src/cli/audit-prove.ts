import {catchUp, findLeaf, proveLeaf} from '../audit';
import {growthSource, organisationNamed} from './administration';
import {EXIT, UsageError, optional} from './command';
import type {Command} from './command';
import {withInstallation} from './with-installation';

/** `case/<id>#<number>`, or the index of a leaf. */
const EVENT = /^(?:(?<index>0|[1-9][0-9]*)|(?<stream>[^#]+)#(?<number>[1-9][0-9]*))$/;

export const auditProve: Command = {
  name: 'audit prove',
  usage: 'EVENT [--organisation NAME]',
  summary:
    'print a proof (C2SP tlog-proof) that an event is in the log, for "audit verify --proof FILE"; EVENT is STREAM#NUMBER or the index of a leaf',
  options: {organisation: {type: 'string'}},
  operands: true,
  run: async (values, terminal, operands) => {
    const named = operands.length === 1 ? EVENT.exec(operands[0] ?? '')?.groups : undefined;
    if (!named) throw new UsageError('name one event: STREAM#NUMBER, or the index of its leaf');
    const proof = await withInstallation(terminal, async (installation) => {
      const {database} = installation;
      const organisation = await organisationNamed(database, optional(values, 'organisation'));
      await catchUp(database, organisation, await growthSource(installation));
      return database.read(async (tx) => {
        const {index, stream = '', number} = named;
        const leaf =
          index === undefined
            ? await findLeaf(tx, {organisation, stream, number: Number(number)})
            : Number(index);
        return leaf === null ? null : proveLeaf(tx, {organisation, index: leaf});
      });
    });
    if (proof === null) {
      terminal.warn(`collegium: there is no event ${operands[0] ?? ''} in this log`);
      return EXIT.finding;
    }
    terminal.print(proof.replace(/\n$/, ''));
    return EXIT.fine;
  },
};
