import {reading} from '../../platform/database/statement';

/** Held until the transaction ends: of two processes that start at once one finds what the other has recorded. */
export const lockConfiguration = reading(
  'installation_lock_configuration',
  'SELECT pg_advisory_xact_lock($1)',
);

/** The last event of a type on a stream; the types of configuration have no other meaning anywhere in an event. */
export const findLastOf = reading<{event: string}>(
  'installation_last_configuration',
  `SELECT p.event FROM audit_event e JOIN audit_payload p USING (organisation_id, stream, number)
   WHERE e.organisation_id = $1 AND e.stream = $2 AND e.kind = 'configuration'
     AND p.event::jsonb ->> 'type' = $3
   ORDER BY e.number DESC LIMIT 1`,
);
