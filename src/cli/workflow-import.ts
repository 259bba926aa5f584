import {admitInstrument, registerInstrument} from '../reviews';
import {WorkflowError, admitDefinition, readDefinition, registerDefinition} from '../workflow';
import {SystemClock} from '../platform/clock/clock';
import {transactionsOn} from './administration';
import {EXIT, UsageError} from './command';
import type {Command} from './command';
import {FEATURE_VOCABULARY} from './feature-words';
import {withInstallation} from './with-installation';
import {programmeFolder} from './workflow-folder';

/** Registers a version that lies elsewhere, after the checks that a start makes; all of it or nothing. */
export const workflowImport: Command = {
  name: 'workflow import',
  usage: 'FOLDER',
  summary:
    'check a programme as a start does and register its version, so that cases can be migrated to it; one with faults, or changed under an unchanged version, is refused whole',
  options: {},
  operands: true,
  run: (_values, terminal, [operand, ...rest]) => {
    if (operand === undefined || rest.length > 0) throw new UsageError('name one folder');
    const folder = programmeFolder(terminal.root, operand);
    return withInstallation(terminal, async ({database}) => {
      try {
        const definition = readDefinition(folder);
        const {id, version} = definition.source.workflow;
        const instrument = await admitInstrument(database, folder);
        if (!(await admitDefinition(database, definition, FEATURE_VOCABULARY))) {
          terminal.print(`${id}@${version} is registered already, word for word.`);
          return EXIT.fine;
        }
        const transactions = transactionsOn(database);
        const now = new SystemClock().now();
        if (instrument) await registerInstrument(transactions, instrument, now);
        await registerDefinition(transactions, definition, now);
        terminal.print(
          `${id}@${version} is registered (sha256 ${definition.hash}). Cases can be migrated to it, also while Collegium runs; new cases begin under what lies in workflows/ at a start.`,
        );
        return EXIT.fine;
      } catch (error) {
        if (!(error instanceof WorkflowError)) throw error;
        terminal.warn(error.message);
        return EXIT.finding;
      }
    });
  },
};
