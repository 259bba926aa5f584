import {Readable} from 'node:stream';
import {resolve} from 'node:path';
import {newKeyPair} from '../platform/crypto/escrowed-file';
import {draftFile} from '../platform/files/draft-file';
import {EXIT, UsageError} from './command';
import type {Command} from './command';

export const backupIdentity: Command = {
  name: 'backup identity',
  usage: 'FILE',
  summary:
    'make a pair: the identity, which opens backups, goes to FILE for the escrow; the recipient is printed',
  options: {},
  operands: true,
  run: async (_values, terminal, [place, ...more]) => {
    if (place === undefined || more.length > 0) throw new UsageError('which file?');
    const path = resolve(place);
    const {identity, recipient} = await newKeyPair();
    const text = `# Opens backups of Collegium; keep it apart from them.\n# public key: ${recipient}\n${identity}\n`;
    const draft = await draftFile(path, Readable.from([Buffer.from(text)]));
    draft.keep();
    terminal.print(recipient);
    terminal.warn(`Give ${path} to whoever keeps it for you, and delete it here.`);
    return EXIT.fine;
  },
};
