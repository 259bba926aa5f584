import {resolve} from 'node:path';
import {AuditedTransaction, ExportRefusedError, catchUp, exportLog} from '../audit';
import {beginExport} from '../compliance';
import {COMMAND_LINE, growthSource, organisationNamed} from './administration';
import {EXIT, UsageError, optional} from './command';
import type {Command} from './command';
import {withInstallation} from './with-installation';

export const auditExport: Command = {
  name: 'audit export',
  usage: 'DIR [--organisation NAME]',
  summary:
    'write the log with its proofs into a new folder, for "audit verify DIR"; the export is put on record',
  options: {organisation: {type: 'string'}},
  operands: true,
  run: async (values, terminal, operands) => {
    const [directory, ...more] = operands;
    if (directory === undefined || more.length > 0) throw new UsageError('name one folder to write to');
    const {size, number} = await withInstallation(terminal, async (installation) => {
      const {database} = installation;
      const source = await growthSource(installation);
      const organisation = await organisationNamed(database, optional(values, 'organisation'));
      const transaction = new AuditedTransaction(database, source.clock, source.randomness);
      const head = await transaction.run(organisation, (tx) =>
        beginExport(tx, {...EXPORTER, organisationId: organisation}, {...WHOLE, now: source.clock.now()}),
      );
      await catchUp(database, organisation, source);
      const entries = await database.read((tx) => exportLog(tx, organisation, resolve(directory)));
      return {size: entries, number: head.number};
    }).catch((error: unknown) => {
      if (error instanceof ExportRefusedError) throw new UsageError(error.message);
      throw error;
    });
    terminal.print(
      `Export ${number}: ${size} entries are in ${directory}. Check them anywhere with: collegium audit verify ${directory}`,
    );
    return EXIT.fine;
  },
};

const EXPORTER = {personId: COMMAND_LINE, displayName: COMMAND_LINE, roles: []} as const;
const WHOLE = {
  what: 'log',
  type: 'logExported',
  format: 'tiles',
  filters: {},
  cases: null,
  checkpoint: null,
} as const;
