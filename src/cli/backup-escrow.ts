import {AuditedTransaction} from '../audit';
import {SetEscrow, listEscrow} from '../backup';
import {SystemClock} from '../platform/clock/clock';
import {SystemRandomness} from '../platform/crypto/randomness';
import {COMMAND_LINE} from './administration';
import {EXIT, UsageError, optional} from './command';
import type {Command} from './command';
import {withInstallation} from './with-installation';

export const backupEscrow: Command = {
  name: 'backup escrow',
  usage: '[--recipient age1… --held-by NAME | --end age1…]',
  summary:
    'say who can open backups, end that for one, or list them; NAME keeps the identity, apart from this machine',
  options: {recipient: {type: 'string'}, 'held-by': {type: 'string'}, end: {type: 'string'}},
  run: async (values, terminal) => {
    const recipient = optional(values, 'recipient');
    const heldBy = optional(values, 'held-by');
    const end = optional(values, 'end');
    if ((recipient === null) !== (heldBy === null))
      throw new UsageError('--recipient and --held-by go together');
    if (recipient !== null && end !== null) throw new UsageError('--end goes alone');
    const escrow = await withInstallation(terminal, async ({database}) => {
      const clock = new SystemClock();
      const command = new SetEscrow(new AuditedTransaction(database, clock, new SystemRandomness()), clock);
      if (recipient !== null && heldBy !== null) await command.run({recipient, heldBy}, COMMAND_LINE);
      if (end !== null) await command.end(end, COMMAND_LINE);
      return database.read((tx) => tx.rows(listEscrow));
    });
    for (const row of escrow)
      terminal.print(`${row.recipient}  ${row.held_by}  since ${row.set_at.toISOString().slice(0, 10)}`);
    if (escrow.length === 0) terminal.warn('Nobody can open backups, so that none is made.');
    return EXIT.fine;
  },
};
