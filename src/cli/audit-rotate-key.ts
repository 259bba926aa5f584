import {AuditedTransaction, rotateLogKey} from '../audit';
import {SystemClock} from '../platform/clock/clock';
import {loadKeyEncryptionKey} from '../platform/config/key-encryption-key';
import {SystemRandomness} from '../platform/crypto/randomness';
import {KeyEncryptionKey} from '../platform/crypto/sealing';
import {checkKey} from '../platform/database/check-key';
import {COMMAND_LINE, organisationNamed} from './administration';
import {EXIT, optional} from './command';
import type {Command} from './command';
import {withInstallation} from './with-installation';

export const auditRotateKey: Command = {
  name: 'audit rotate-key',
  usage: '[--organisation NAME]',
  summary:
    'let a new key sign the checkpoints of the log; prints its verifier key, for witnesses and verifiers',
  options: {organisation: {type: 'string'}},
  run: async (values, terminal) => {
    const verifier = await withInstallation(terminal, async ({config, applicationUrl, database}) => {
      await checkKey(config, applicationUrl);
      const clock = new SystemClock();
      const randomness = new SystemRandomness();
      const organisation = await organisationNamed(database, optional(values, 'organisation'));
      const key = new KeyEncryptionKey(loadKeyEncryptionKey(config), randomness);
      return rotateLogKey(
        new AuditedTransaction(database, clock, randomness),
        {organisation, by: COMMAND_LINE},
        {key, clock, randomness},
      );
    });
    terminal.print(verifier);
    return EXIT.fine;
  },
};
