import {AuditedTransaction} from '../../../src/audit';
import {Integrator} from '../../../src/audit/integrate/integrator';
import {LogKeys} from '../../../src/audit/integrate/log-keys';
import {PublishedCheckpoints} from '../../../src/audit/publish/published-checkpoints';
import {Concerns} from '../../../src/platform/health/concerns';
import type {TestApp} from '../../support/app';

/** An integrator as another process would run one; what it worries about is its own. */
export const anIntegrator = ({app, connections, clock}: TestApp): Integrator =>
  new Integrator(connections, app.get(LogKeys), app.get(PublishedCheckpoints), new Concerns(clock));

/** Puts something on record. */
export async function happen({app}: TestApp, organisation: string, stream = 'case/1'): Promise<void> {
  await app.get(AuditedTransaction).run(organisation, () =>
    Promise.resolve({
      result: null,
      records: [
        {
          stream,
          kind: 'change',
          event: {type: 'tried', action: 'U', outcome: '0', who: 'system', as: [], on: null, details: {}},
        },
      ],
    }),
  );
}

/** Until every event of an organisation is in its tree; the server's own integrator may hold the lock just now. */
export async function settled(app: TestApp, organisation: string): Promise<void> {
  for (;;) {
    await anIntegrator(app).integrate();
    const rows = await app.database.asSuperuser(
      `SELECT FROM audit_event e WHERE e.organisation_id = $1
         AND NOT EXISTS (SELECT FROM audit_leaf l WHERE l.event = e.id) LIMIT 1`,
      [organisation],
    );
    if (rows.length === 0) return;
  }
}
