import type {Client} from 'pg';

/** Takes away everything that a checkpoint does not hold, so that the rest is whole. */
export async function rollBack(
  {client, organisation}: {readonly client: Client; readonly organisation: string},
  size: number,
): Promise<void> {
  const run = async (text: string, values: readonly unknown[] = []): Promise<void> => {
    await client.query(text, [...values]);
  };
  // Each stream ends again in the entry that the first of those removed was chained to.
  await run(
    `UPDATE audit_stream s SET number = first.number - 1, hash = first.previous
         FROM (
           SELECT DISTINCT ON (e.stream) e.stream, e.number, e.previous
           FROM audit_leaf l JOIN audit_event e ON e.id = l.event
           WHERE l.organisation_id = $1 AND l.index >= $2 ORDER BY e.stream, e.number
         ) first WHERE s.organisation_id = $1 AND s.stream = first.stream`,
    [organisation, size],
  );
  await run('DELETE FROM audit_stream WHERE organisation_id = $1 AND number = 0', [organisation]);
  for (const table of ['audit_cosignature', 'audit_timestamp'])
    await run(`DELETE FROM ${table} WHERE organisation_id = $1 AND size > $2`, [organisation, size]);
  await run('DELETE FROM audit_checkpoint WHERE organisation_id = $1 AND size > $2', [organisation, size]);
  await run('DELETE FROM audit_tile WHERE organisation_id = $1 AND (index + 1) * 256 ^ (level + 1) > $2', [
    organisation,
    size,
  ]);
  await run(
    'DELETE FROM audit_payload p USING audit_event e, audit_leaf l WHERE l.event = e.id AND l.organisation_id = $1 AND l.index >= $2 AND p.organisation_id = $1 AND p.stream = e.stream AND p.number = e.number',
    [organisation, size],
  );
  await run(
    'DELETE FROM audit_event e USING audit_leaf l WHERE l.event = e.id AND l.organisation_id = $1 AND l.index >= $2',
    [organisation, size],
  );
  await run('DELETE FROM audit_leaf WHERE organisation_id = $1 AND index >= $2', [organisation, size]);
  const last = '(SELECT coalesce(max(id), 0) FROM audit_event)';
  await run(`UPDATE audit_window SET floor = least(floor, ${last}), mark = least(mark, ${last})`);
}
