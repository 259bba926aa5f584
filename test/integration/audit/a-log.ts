import {AuditedTransaction, catchUp} from '../../../src/audit';
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

/**
 * Until every event of an organisation is in its tree, that included which the first checkpoint records; the server's own
 * integrator may hold the lock just now.
 *
 * @throws the reason why the tree does not grow
 */
export async function settled({app, connections}: TestApp, organisation: string): Promise<void> {
  const {key, clock, randomness} = app.get(LogKeys);
  const source = {key, clock, randomness, published: app.get(PublishedCheckpoints)};
  for (let time = 0; time < 2; time += 1) await catchUp(connections, organisation, source);
}
