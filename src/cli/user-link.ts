import {AccountLinks, linkTo} from '../identity';
import {SystemClock} from '../platform/clock/clock';
import {SystemRandomness} from '../platform/crypto/randomness';
import {transactionsOn} from './administration';
import {EXIT, UsageError} from './command';
import type {Command} from './command';
import {PERSON_USAGE, personNamed, personOptions} from './person-named';
import {withInstallation} from './with-installation';

/** The link that a mail would bring, where there is no mail server, and for the first administrator. */
export const userLink: Command = {
  name: 'user link',
  usage: PERSON_USAGE,
  summary: 'print a link by which somebody chooses their password, once, within seven days',
  options: personOptions,
  run: async (values, terminal) => {
    const link = await withInstallation(terminal, async ({config, database}) => {
      const {organisationId, personId, email} = await personNamed(database, values);
      const transactions = transactionsOn(database);
      const links = new AccountLinks(database, transactions, new SystemClock(), new SystemRandomness());
      const made = await transactions.run(organisationId, async (tx) => {
        const order = {organisationId, personId, purpose: 'invitation'} as const;
        const result = await links.make(tx, order);
        if (!result) throw new UsageError(`the account of ${email} is disabled`);
        return {result, records: result.records};
      });
      return linkTo(config.publicUrl ?? new URL(`http://localhost:${config.port}/`), made.token);
    });
    terminal.print(link);
    terminal.warn('Whoever has this link can choose the password: give it to that person alone.');
    return EXIT.fine;
  },
};
