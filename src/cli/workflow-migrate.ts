import {Migration} from '../workflow';
import type {StateMap} from '../workflow';
import {administration} from './administration';
import {EXIT, UsageError, repeated, required} from './command';
import type {Command, Terminal} from './command';
import {withInstallation} from './with-installation';
import {registered} from './workflow-versions';

/** Moves the cases of one version of a process to another; shows what it would do unless told to do it. */
export const workflowMigrate: Command = {
  name: 'workflow migrate',
  usage: 'ID --from VERSION --to VERSION [--map OLD=NEW]... [--apply]',
  summary:
    'show which cases go where under another version, and which cannot and why; with --apply move those that can; exit code 1 when some cannot',
  options: {
    from: {type: 'string'},
    to: {type: 'string'},
    map: {type: 'string', multiple: true},
    apply: {type: 'boolean'},
  },
  operands: true,
  run: async (values, terminal, [id, ...rest]) => {
    if (id === undefined || rest.length > 0) throw new UsageError('name one programme');
    const [from, to, map] = [
      required(values, 'from'),
      required(values, 'to'),
      mapOf(repeated(values, 'map')),
    ];
    if (from === to) throw new UsageError('--from and --to are the same version');
    return withInstallation(terminal, async ({database}) => {
      const order = {
        programme: id,
        from: await registered(database, id, from),
        to: await registered(database, id, to),
        map,
      };
      const migration = new Migration(order.from.source.workflow, order.to.source.workflow, map);
      for (const fault of migration.faults) terminal.print(fault);
      if (migration.faults.length > 0) return EXIT.finding;
      const {migrateCases} = administration(database);
      const moves = await migrateCases.plan(order, migration);
      print(terminal, moves);
      if (values['apply'] !== true) {
        terminal.print('Nothing was changed: --apply moves those that can go.');
        return moves.every(({move}) => move.ok) ? EXIT.fine : EXIT.finding;
      }
      let moved = 0;
      for (const planned of moves.filter(({move}) => move.ok))
        if (await migrateCases.apply(order, migration, planned)) moved += 1;
      terminal.print(`${moved} of ${moves.length} cases were moved to ${id} ${to}.`);
      return moved === moves.length ? EXIT.fine : EXIT.finding;
    });
  },
};

type Moves = Awaited<ReturnType<ReturnType<typeof administration>['migrateCases']['plan']>>;

function print(terminal: Terminal, moves: Moves): void {
  const lines = new Map<string, string[]>();
  for (const {stage, number, move} of moves) {
    const line = move.ok ? `${stage} -> ${move.stage}` : `${stage} cannot go: ${move.why}`;
    lines.set(line, [...(lines.get(line) ?? []), number]);
  }
  for (const [line, numbers] of lines)
    terminal.print(`${line}\n    ${numbers.length}: ${numbers.join(', ')}`);
  if (moves.length === 0) terminal.print('No case is of the old version.');
}

function mapOf(pairs: readonly string[]): StateMap {
  return Object.fromEntries(
    pairs.map((pair) => {
      const [, old, now] = /^([^=]+)=([^=]+)$/.exec(pair) ?? [];
      if (old === undefined || now === undefined) throw new UsageError(`--map ${pair}: write it as OLD=NEW`);
      return [old, now];
    }),
  );
}
