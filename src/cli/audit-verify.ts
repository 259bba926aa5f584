import {statSync} from 'node:fs';
import {resolve} from 'node:path';
import {
  PublishedCheckpoints,
  describeEntry,
  describeFinding,
  pemCertificates,
  verifyBundle,
  verifyProof,
  verifyDatabase,
  verifySelection,
  verifyTiles,
} from '../audit';
import type {Keepsakes, Verdict, Verification} from '../audit';
import type {Config} from '../platform/config/config';
import {EXIT, UsageError, optional} from './command';
import type {Command, Terminal, Values} from './command';
import {LogKeepsakes, keepsakesOf, textOf} from './log-keepsakes';
import {withInstallation} from './with-installation';
import type {Installation} from './with-installation';

export const auditVerify: Command = {
  name: 'audit verify',
  usage:
    '[DIR | EVENTS | --tiles DIR | --proof FILE] [--key FILE] [--checkpoint FILE]... [--timestamp-ca FILE] [--json]',
  summary:
    'check the log in the database, an export of it (DIR), exported events (EVENTS, a file of format ndjson), the tiles of any log (C2SP tlog-tiles) or a proof; exit code 1 when something is wrong',
  options: {
    json: {type: 'boolean'},
    key: {type: 'string'},
    checkpoint: {type: 'string', multiple: true},
    'timestamp-ca': {type: 'string'},
    tiles: {type: 'string'},
    proof: {type: 'string'},
  },
  operands: true,
  run: async (values, terminal, operands) => {
    const [tiles, proof] = [optional(values, 'tiles'), optional(values, 'proof')];
    const [directory] = operands;
    const places = [...operands, ...(tiles === null ? [] : [tiles]), ...(proof === null ? [] : [proof])];
    if (places.length > 1) throw new UsageError('name one folder, or one proof, to check');
    const keepsakes = keepsakesOf(values);
    if (proof !== null) return reportProof(proof, keepsakes, terminal);
    if (tiles !== null) {
      const {key, checkpoints} = keepsakes;
      if (!key) throw new UsageError('--key is missing: without it nobody knows whose tiles they are');
      return report(await verifyTiles(resolve(tiles), {key, checkpoints}), values, terminal);
    }
    if (directory === undefined) return verifyInstallation(keepsakes, values, terminal);
    if (isFile(directory)) return reportSelection(directory, keepsakes, {values, terminal});
    const verdict = await verifyBundle(resolve(directory), keepsakes);
    if (!keepsakes.key)
      terminal.warn('The key was taken from the export itself; give the one that you kept with --key FILE.');
    return report(verdict, values, terminal);
  },
};

function report({ok, size, first}: Verdict, values: Values, terminal: Terminal): number {
  if (values['json'] === true)
    terminal.print(JSON.stringify({ok, size, first: first && {index: first.index, kind: first.kind}}));
  else
    terminal.print(
      first
        ? `${first.kind} at entry ${first.index} of ${size}: ${first.detail}`
        : `The log is whole: ${size} entries.`,
    );
  return ok ? EXIT.fine : EXIT.finding;
}

function reportProof(path: string, {keys}: LogKeepsakes, terminal: Terminal): number {
  if (keys.length === 0)
    throw new UsageError('--key is missing: without it nobody knows whose log the proof speaks of');
  const verdict = verifyProof(textOf(path), keys);
  if (verdict.fault !== null) {
    terminal.print(`The proof does not hold: ${verdict.fault}.`);
    return EXIT.finding;
  }
  const {index, size, entry} = verdict;
  terminal.print(
    `The proof holds: ${describeEntry(entry)} is leaf ${index} of ${size}.\n${entry.toString()}`,
  );
  return EXIT.fine;
}

function reportSelection(
  path: string,
  {keys}: LogKeepsakes,
  {values, terminal}: {values: Values; terminal: Terminal},
): number {
  if (keys.length === 0)
    throw new UsageError('--key is missing: without it nobody knows whose log they are of');
  const {proved, size, first} = verifySelection(textOf(path).trimEnd().split('\n'), keys);
  if (values['json'] === true) terminal.print(JSON.stringify({ok: first === null, proved, size, first}));
  else
    terminal.print(
      first
        ? `Line ${first.line} does not hold: ${first.detail}.`
        : `${proved} events are in the log of ${size} entries, as they stand here. What each recorded is not opened.`,
    );
  return first === null ? EXIT.fine : EXIT.finding;
}

/** Whose stamps the installation itself takes. */
const trustedIn = ({timestamps}: Pick<Config, 'timestamps'>): readonly Buffer[] | undefined =>
  timestamps ? pemCertificates(textOf(timestamps.caFile)) : undefined;

const isFile = (path: string): boolean => statSync(path, {throwIfNoEntry: false})?.isFile() === true;

/** Checks all logs of an installation in one snapshot. */
export type LogChecker = (installation: Installation, keepsakes: Keepsakes) => Promise<Verification>;

const verifyAll: LogChecker = ({applicationUrl}, keepsakes) => verifyDatabase(applicationUrl, keepsakes);

/** Holds an installation's logs against what was exported of them, and says what is found. */
export async function verifyInstallation(
  keepsakes: LogKeepsakes,
  values: Values,
  terminal: Terminal,
  check = verifyAll,
): Promise<number> {
  const {found, exported} = await withInstallation(terminal, async (installation) => {
    const {config} = installation;
    // Before the check begins, since more may be exported meanwhile.
    const kept = await new PublishedCheckpoints(config).keptOfAll();
    const verification = await check(installation, {
      ...keepsakes,
      checkpoints: [...keepsakes.checkpoints, ...kept],
      authorities: keepsakes.authorities ?? trustedIn(config),
    });
    return {found: verification, exported: kept.length > 0};
  });
  const {ok, size, streams, first} = found;
  if (values['json'] === true) {
    const named = first && {index: first.index, kind: first.kind, organisation: first.organisation};
    terminal.print(JSON.stringify({ok, size, first: named}));
  } else if (first) terminal.print(describeFinding(first));
  else {
    const held = exported ? ' It agrees with the exported checkpoints.' : '';
    terminal.print(`The log is whole: ${size} entries in ${streams} streams.${held}`);
  }
  return ok ? EXIT.fine : EXIT.finding;
}
