import {existsSync} from 'node:fs';
import {resolve} from 'node:path';
import {ExportEvents, KeepReport, SavedReports, SearchEvents} from '../compliance';
import type {EventPage, EventQuestion, ExportFormat, SavedReport} from '../compliance';
import {FileExistsError, draftFile} from '../platform/files/draft-file';
import {bytesOf} from './bytes-of';
import {EXIT, UsageError, optional, required} from './command';
import type {Command, Terminal, Values} from './command';
import {QUESTION_USAGE, questionFrom, questionOptions} from './question-options';
import {withApplication} from './with-application';

const common = {json: {type: 'boolean'}, organisation: {type: 'string'}} as const;

export const complianceSearch: Command = {
  name: 'compliance search',
  usage: `${QUESTION_USAGE} [--json] [--organisation NAME]`,
  summary: 'events of the log that answer all that is asked, latest first; the search itself goes on record',
  options: {...questionOptions, ...common},
  run: async (values, terminal) => {
    const question = questionFrom(values);
    await withApplication({values, terminal}, (app, operator) =>
      printPages(values, terminal, (cursor) =>
        app.get(SearchEvents).search(operator, {question, limit: 100, cursor}),
      ),
    );
    return EXIT.fine;
  },
};

export const complianceExport: Command = {
  name: 'compliance export',
  usage: `FILE --format ndjson|fhir|csv|pdf ${QUESTION_USAGE} [--report NAME] [--organisation NAME]`,
  summary: 'write what answers the question into a numbered, watermarked file; writes nothing over',
  options: {
    ...questionOptions,
    format: {type: 'string'},
    report: {type: 'string'},
    organisation: {type: 'string'},
  },
  operands: true,
  run: async (values, terminal, [file, ...more]) => {
    if (file === undefined || more.length > 0) throw new UsageError('into which file?');
    if (existsSync(resolve(file))) throw new FileExistsError(resolve(file));
    const format = formatOf(required(values, 'format'));
    const report = optional(values, 'report');
    const asked = questionFrom(values);
    const number = await withApplication({values, terminal}, async (app, operator) => {
      const reports = app.get(SavedReports);
      const question: EventQuestion =
        report === null
          ? asked
          : await reports.question(operator, named(await reports.list(operator), report).id);
      const exporter = {...operator, displayName: 'Command line'};
      const made = await app.get(ExportEvents).run(exporter, question, format);
      const draft = await draftFile(resolve(file), bytesOf(made.content));
      draft.keep();
      return made.number;
    });
    terminal.print(`${number}  ${resolve(file)}`);
    return EXIT.fine;
  },
};

export const complianceReports: Command = {
  name: 'compliance reports',
  usage: '[--organisation NAME]',
  summary: 'saved reports of the desk',
  options: {organisation: {type: 'string'}},
  run: async (values, terminal) => {
    const reports = await withApplication({values, terminal}, (app, operator) =>
      app.get(SavedReports).list(operator),
    );
    for (const {name, filters, lastDays} of reports)
      terminal.print(
        `${name}  ${JSON.stringify(filters)}${lastDays === null ? '' : `  last ${lastDays} days`}`,
      );
    if (reports.length === 0) terminal.print('No report is saved.');
    return EXIT.fine;
  },
};

export const complianceReportSave: Command = {
  name: 'compliance report save',
  usage: `NAME ${QUESTION_USAGE} [--days N] [--organisation NAME]`,
  summary: 'keep a question under a name, for the desk',
  options: {...questionOptions, days: {type: 'string'}, organisation: {type: 'string'}},
  operands: true,
  run: async (values, terminal, [name, ...more]) => {
    if (name === undefined || more.length > 0) throw new UsageError('under which name?');
    const days = optional(values, 'days');
    if (days !== null && !/^[1-9]\d{0,3}$/.test(days)) throw new UsageError('--days is a number of days');
    const lastDays = days === null ? null : Number(days);
    const report = {name, shared: true, question: questionFrom(values), lastDays};
    await withApplication({values, terminal}, (app, operator) => app.get(KeepReport).save(operator, report));
    terminal.print(`Saved: ${name}`);
    return EXIT.fine;
  },
};

export const complianceReportRun: Command = {
  name: 'compliance report run',
  usage: 'NAME [--json] [--organisation NAME]',
  summary: 'ask the question of a saved report again',
  options: common,
  operands: true,
  run: async (values, terminal, [name, ...more]) => {
    if (name === undefined || more.length > 0) throw new UsageError('which report?');
    await withApplication({values, terminal}, async (app, operator) => {
      const reports = app.get(SavedReports);
      const {id} = named(await reports.list(operator), name);
      await printPages(values, terminal, (cursor) => reports.run(operator, id, {limit: 100, cursor}));
    });
    return EXIT.fine;
  },
};

function named(reports: readonly SavedReport[], name: string): SavedReport {
  const found = reports.find((one) => one.name.toLowerCase() === name.toLowerCase());
  if (!found) throw new UsageError(`there is no report ${name}; see: collegium compliance reports`);
  return found;
}

function formatOf(text: string): ExportFormat {
  if (text === 'ndjson' || text === 'fhir' || text === 'csv' || text === 'pdf') return text;
  throw new UsageError('--format is ndjson, fhir, csv or pdf');
}

async function printPages(
  values: Values,
  terminal: Terminal,
  page: (cursor: string | null) => Promise<EventPage>,
): Promise<void> {
  let cursor: string | null = null;
  do {
    const {items, next}: EventPage = await page(cursor);
    for (const item of items)
      terminal.print(values['json'] === true ? JSON.stringify(item) : eventLine(item));
    cursor = next;
  } while (cursor !== null);
}

const eventLine = ({at, cases, event}: EventPage['items'][number]): string =>
  `${at}  ${event?.who?.name ?? `(${event?.as.join(', ') ?? ''})`}  ${event?.type ?? '(disposed of)'}  ${cases.join(', ')}`;
