import type {TestApp} from './app';

/** An event as the log keeps it beside its commitment. */
export interface Recorded {
  readonly v: number;
  readonly real: string | null;
  readonly why: string;
  readonly where: {readonly via: string; readonly address: string | null; readonly session: string | null};
  readonly type: string;
  readonly action: string;
  readonly outcome: string;
  readonly who: string;
  readonly as: readonly string[];
  readonly on: string | null;
  readonly details: Readonly<Record<string, unknown>>;
}

/** All events of a stream, oldest first. */
export async function recordedIn({database}: TestApp, stream: string): Promise<Recorded[]> {
  const rows = await database.asSuperuser<{event: string}>(
    'SELECT event FROM audit_payload WHERE stream = $1 ORDER BY number',
    [stream],
  );
  return rows.map(({event}) => JSON.parse(event) as Recorded);
}
