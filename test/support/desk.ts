import {Integrator} from '../../src/audit/integrate/integrator';
import {SearchIndex} from '../../src/audit';
import type {TestApp} from './app';
import {until} from './until';

/** Lets the tree and the search index take in all that is on record now. */
export async function catchUp({app, database}: TestApp): Promise<void> {
  await until('the index to have everything', async () => {
    await app.get(Integrator).integrate();
    await app.get(SearchIndex).update();
    const [row] = await database.asSuperuser<{behind: boolean}>(
      `SELECT (SELECT count(*) FROM audit_event) > (SELECT count(*) FROM log_search) AS behind`,
    );
    return row?.behind === false;
  });
}

/** An event as the desk shows it. */
export interface SeenEvent {
  readonly leaf: number;
  readonly stream: string;
  readonly number: number;
  readonly at: string;
  readonly kind: string;
  readonly hash: string;
  readonly cases: readonly string[];
  readonly event: {
    readonly type: string;
    readonly action: string;
    readonly outcome: string;
    readonly who: {readonly id: string; readonly name: string} | null;
    readonly as: readonly string[];
    readonly on: string | null;
    readonly where: {readonly address: string | null} | null;
    readonly details: Readonly<Record<string, unknown>>;
  } | null;
}

export interface SeenPage {
  readonly items: readonly SeenEvent[];
  readonly next: string | null;
}
