import {readDefinition} from '../../../src/workflow';
import type {DefinitionSource} from '../../../src/workflow';
import {WorkflowCatalogue} from '../../../src/workflow';
import type {TestApp} from '../../support/app';
import {join} from 'node:path';

export const shipped = readDefinition(join(__dirname, '..', '..', '..', 'workflows', 'peer-review'));

/** The shipped process as version 4: screening is called triage, risk is told, and the physician has three weeks. */
export function secondVersion(): DefinitionSource {
  const text = JSON.stringify(shipped.source.workflow)
    // Fewer rounds and actions, so that it is explored in no time.
    .replaceAll('openActions < 20', 'openActions < 3')
    .replace('"maximum":20', '"maximum":3')
    .replaceAll('round < 9', 'round < 2')
    .replace('"maximum":9', '"maximum":2')
    .replaceAll('open.screening', 'open.triage')
    .replaceAll('"screening"', '"triage"')
    .replaceAll('"referToRisk":{', '"tellRisk":{')
    .replaceAll('can":"referToRisk"', 'can":"tellRisk"')
    .replaceAll('may":"referToRisk"', 'may":"tellRisk"')
    .replace('"after":"P14D","reminders":["-P7D","-P2D"]', '"after":"P21D","reminders":["-P7D","-P2D"]');
  const workflow = JSON.parse(text) as DefinitionSource['workflow'];
  return {...shipped.source, workflow: {...workflow, version: '4'}};
}

/** What an import does, once it was checked: a server that is running is not told. */
export async function register(app: TestApp, source: DefinitionSource): Promise<string> {
  const {id, version, hash} = new WorkflowCatalogue().keep(source);
  await app.database.asSuperuser(
    'INSERT INTO workflow_definition (id, version, hash, source, registered_at) VALUES ($1, $2, $3, $4, now())',
    [id, version, hash, JSON.stringify(source)],
  );
  return hash;
}
