import {createHash} from 'node:crypto';
import {createReadStream, existsSync} from 'node:fs';
import {basename, resolve} from 'node:path';
import {pipeline} from 'node:stream/promises';
import {
  ExportPrivilegeLog,
  NewProductionDto,
  Produce,
  ProductionCandidates,
  ShowProduction,
} from '../compliance';
import {FileExistsError, draftFile} from '../platform/files/draft-file';
import {bytesOf} from './bytes-of';
import {checked} from './checked';
import {EXIT, UsageError, optional, repeated, required} from './command';
import type {Command, Values} from './command';
import {withApplication} from './with-application';

const organisation = {type: 'string'} as const;

export const complianceProducible: Command = {
  name: 'compliance producible',
  usage: 'CASE... [--organisation NAME]',
  summary:
    'every record of some cases (ids or numbers), as it would stand in a privilege log, with its item’s id',
  options: {organisation},
  operands: true,
  run: async (values, terminal, cases) => {
    if (cases.length === 0) throw new UsageError('of which cases?');
    const records = await withApplication({values, terminal}, (app, operator) =>
      app.get(ProductionCandidates).list(operator, cases),
    );
    for (const {item, caseNumber, date, documentType, author, ofTheChart} of records)
      terminal.print(
        `${item}  ${caseNumber}  ${date}  ${documentType}  ${author}${ofTheChart ? '  (of the chart)' : ''}`,
      );
    return EXIT.fine;
  },
};

export const complianceProduce: Command = {
  name: 'compliance produce',
  usage:
    'CASE... --requester NAME --authority TEXT --received-on DATE [--item ID]... [--file FILE]... [--basis TEXT] ' +
    '[--waiver TEXT] --apply [--organisation NAME]',
  summary:
    'put on record, under a number, what was produced of some cases (the items, and the files that were handed over) and ' +
    'that everything else is withheld; dry without --apply',
  options: {
    ...{requester: {type: 'string'}, authority: {type: 'string'}, 'received-on': {type: 'string'}},
    ...{item: {type: 'string', multiple: true}, file: {type: 'string', multiple: true}},
    ...{basis: {type: 'string'}, waiver: {type: 'string'}, apply: {type: 'boolean'}, organisation},
  },
  operands: true,
  run: async (values, terminal, cases) => {
    const order = await orderFrom(values, cases);
    const said = await withApplication({values, terminal}, async (app, operator) => {
      if (values['apply'] === true) {
        const {id, number} = await app.get(Produce).run(operator, order);
        return `${number}  ${id}`;
      }
      const records = await app.get(ProductionCandidates).list(operator, cases);
      const kept = records.filter(({item}) => !order.produced.includes(item)).length;
      return `Nothing was changed: --apply records ${records.length - kept} records as produced and ${kept} as withheld.`;
    });
    terminal.print(said);
    return EXIT.fine;
  },
};

export const complianceProductions: Command = {
  name: 'compliance productions',
  usage: '[PRODUCTION] [--organisation NAME]',
  summary:
    'what was produced under subpoenas, latest first; with an id or number one production and its privilege log',
  options: {organisation},
  operands: true,
  run: async (values, terminal, [wanted, ...more]) => {
    if (more.length > 0) throw new UsageError('give one production, or none');
    await withApplication({values, terminal}, async (app, operator) => {
      const productions = app.get(ShowProduction);
      const all = await productions.list(operator);
      if (wanted === undefined) {
        for (const {id, number, requester, authority, received_on} of all)
          terminal.print(`${number}  ${id}  ${requester}  ${authority}  ${received_on}`);
        if (all.length === 0) terminal.print('Nothing was produced.');
        return;
      }
      const {production, madeBy, files, produced, withheld} = await productions.show(
        operator,
        idOf(all, wanted),
      );
      terminal.print(`${production.number}  ${production.requester}  ${production.authority}  ${madeBy}`);
      for (const {description, sha256} of files) terminal.print(`handed over  ${description}  ${sha256}`);
      for (const {item, kind} of produced) terminal.print(`produced  ${item}  ${kind}`);
      for (const {entry, date, documentType, author, basis} of withheld)
        terminal.print(`withheld  ${entry}  ${date}  ${documentType}  ${author}  ${basis}`);
    });
    return EXIT.fine;
  },
};

export const compliancePrivilegeLog: Command = {
  name: 'compliance privilege-log',
  usage: 'PRODUCTION FILE --format csv|pdf [--organisation NAME]',
  summary: 'write the privilege log of a production into a numbered, watermarked file; writes nothing over',
  options: {format: {type: 'string'}, organisation},
  operands: true,
  run: async (values, terminal, [wanted, file, ...more]) => {
    if (wanted === undefined || file === undefined || more.length > 0)
      throw new UsageError('of which production, and into which file?');
    const format = required(values, 'format');
    if (format !== 'csv' && format !== 'pdf') throw new UsageError('--format is csv or pdf');
    const place = resolve(file);
    if (existsSync(place)) throw new FileExistsError(place);
    const number = await withApplication({values, terminal}, async (app, operator) => {
      const id = idOf(await app.get(ShowProduction).list(operator), wanted);
      const exporter = {...operator, displayName: 'Command line'};
      const made = await app.get(ExportPrivilegeLog).run(exporter, id, format);
      (await draftFile(place, bytesOf(made.content))).keep();
      return made.number;
    });
    terminal.print(`${number}  ${place}`);
    return EXIT.fine;
  },
};

async function orderFrom(values: Values, cases: readonly string[]) {
  const files = await Promise.all(repeated(values, 'file').map(handedOver));
  const basis = optional(values, 'basis');
  const waiver = optional(values, 'waiver');
  const given = {
    ...{requester: required(values, 'requester'), authority: required(values, 'authority')},
    ...{receivedOn: required(values, 'received-on'), cases: [...cases]},
    ...{produced: repeated(values, 'item'), files},
    ...(basis !== null && {basis}),
    ...(waiver !== null && {waiver}),
  };
  const options = {receivedOn: 'received-on', produced: 'item', files: 'file', cases: 'CASE'};
  const {requester, authority, receivedOn} = checked(NewProductionDto, given, options);
  const named = files.map((file) => ({export: null, ...file}));
  return {requester, authority, receivedOn, cases, produced: given.produced, files: named, basis, waiver};
}

/** Its name and its hash: the file itself stays where it is. */
async function handedOver(file: string): Promise<{description: string; sha256: string}> {
  if (!existsSync(resolve(file))) throw new UsageError(`there is no file ${file}`);
  const hash = createHash('sha256');
  await pipeline(createReadStream(resolve(file)), hash);
  return {description: basename(file), sha256: hash.digest('hex')};
}

function idOf(all: readonly {readonly id: string; readonly number: string}[], wanted: string): string {
  const found = all.find(({id, number}) => id === wanted || number === wanted);
  if (!found) throw new UsageError(`there is no production ${wanted}; see: collegium compliance productions`);
  return found.id;
}
