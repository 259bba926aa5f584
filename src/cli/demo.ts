import {join, resolve} from 'node:path';
import {chartFile, defaultCharts, runDemonstration, runningServer} from '../demo';
import {auditVerify} from './audit-verify';
import {EXIT, UsageError, optional} from './command';
import type {Command, Terminal, Values} from './command';

const DEFAULT_PORT = 3000;

export const demo: Command = {
  name: 'demo',
  usage: '[--several N] [CHART.json ...]',
  summary: 'drive one case a chart from referral to closure over HTTP; exit code 1 when one does not close',
  options: {several: {type: 'string'}},
  operands: true,
  run: async (values, terminal, charts) => {
    const several = severalOf(values);
    const server = await runningServer({
      env: terminal.env,
      root: terminal.root,
      port: Number(terminal.env['PORT'] ?? DEFAULT_PORT),
      warn: (line) => {
        terminal.warn(line);
      },
    });
    let fine = await demonstrate(server.baseUrl, {several, terminal, charts}).finally(() => server.stop());
    if (server.own || terminal.env['DATABASE_URL'] !== undefined)
      fine = (await auditVerify.run({}, terminal, [])) === EXIT.fine && fine;
    else terminal.print('The log: check it with "npx collegium audit verify".');
    return fine ? EXIT.fine : EXIT.finding;
  },
};

interface Request {
  readonly several: number;
  readonly terminal: Terminal;
  readonly charts: readonly string[];
}

async function demonstrate(baseUrl: string, {several, terminal, charts}: Request): Promise<boolean> {
  const today = new Date().toISOString().slice(0, 10);
  const cases = await runDemonstration({
    baseUrl,
    charts:
      charts.length > 0
        ? charts.map((path) => chartFile(resolve(path)))
        : defaultCharts(terminal.root, today),
    several,
    outputDirectory: join(terminal.root, 'demo-output'),
    today,
    print: (line) => {
      terminal.print(line);
    },
  });
  const closed = cases.filter(({settled}) => settled).length;
  const reports = cases.filter(({report}) => report !== null).length;
  terminal.print(`${closed} of ${cases.length} cases closed, ${reports} reports printed.`);
  const refused = cases.some(({refusals}) => refusals.length > 0);
  return closed === cases.length && reports === cases.length && !refused;
}

function severalOf(values: Values): number {
  const text = optional(values, 'several') ?? '2';
  if (!/^[1-9]$/.test(text)) throw new UsageError('--several takes a number from 1 to 9');
  return Number(text);
}
