import {resolve} from 'node:path';
import {AuditedTransaction, ExportRefusedError, catchUp, exportLog, streams} from '../audit';
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
    const size = await withInstallation(terminal, async (installation) => {
      const {database} = installation;
      const source = await growthSource(installation);
      const organisation = await organisationNamed(database, optional(values, 'organisation'));
      await new AuditedTransaction(database, source.clock, source.randomness).run(organisation, () =>
        Promise.resolve({
          result: null,
          records: [{stream: streams.organisation(), kind: 'export', event: EXPORTED}],
        }),
      );
      await catchUp(database, organisation, source);
      return database.read((tx) => exportLog(tx, organisation, resolve(directory)));
    }).catch((error: unknown) => {
      if (error instanceof ExportRefusedError) throw new UsageError(error.message);
      throw error;
    });
    terminal.print(
      `${size} entries are in ${directory}. Check them anywhere with: collegium audit verify ${directory}`,
    );
    return EXIT.fine;
  },
};

const EXPORTED = {
  type: 'logExported',
  action: 'R',
  outcome: '0',
  who: COMMAND_LINE,
  as: [],
  on: null,
  details: {},
} as const;
