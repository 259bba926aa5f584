import {writeFileSync} from 'node:fs';
import {resolve} from 'node:path';
import {catchUp, findLeaf, proveLeaf} from '../audit';
import {growthSource, organisationNamed} from './administration';
import {EXIT, UsageError, optional} from './command';
import type {Command} from './command';
import {withInstallation} from './with-installation';

/** `case/<id>#<number>`, or the index of a leaf. */
const EVENT = /^(?:(?<index>0|[1-9][0-9]*)|(?<stream>[^#]+)#(?<number>[1-9][0-9]*))$/;

export const auditProve: Command = {
  name: 'audit prove',
  usage: 'EVENT [--output FILE | -] [--organisation NAME]',
  summary:
    'write a proof (C2SP tlog-proof) that an event is in the log, for "audit verify --proof FILE": to FILE, to standard output (-), or to EVENT.tlog-proof in this folder; EVENT is STREAM#NUMBER or the index of a leaf',
  options: {organisation: {type: 'string'}, output: {type: 'string'}},
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
    terminal.print(writeProof(proof, optional(values, 'output') ?? fileOf(operands[0] ?? '')));
    return EXIT.fine;
  },
};

/** `case/<id>#7` becomes `case-<id>#7.tlog-proof`. */
const fileOf = (event: string): string => `${event.replace(/[^\w.#-]/g, '-')}.tlog-proof`;

/** @returns what is to be printed: the path, or the proof itself. @throws UsageError when the file is there already */
function writeProof(proof: string, output: string): string {
  if (output === '-') return proof.replace(/\n$/, '');
  const path = resolve(output);
  try {
    writeFileSync(path, proof, {flag: 'wx'});
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException;
    if (code === 'EEXIST')
      throw new UsageError(`${path} is there already; name another file with --output FILE`);
    throw new UsageError(
      `${path} cannot be written (${code ?? 'unwritable'}); name another with --output FILE`,
    );
  }
  return path;
}
