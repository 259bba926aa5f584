import {reading, writing} from '../../platform/database/statement';
import {DefinitionSource} from '../domain/definition';

export interface DefinitionRow {
  id: string;
  version: string;
  hash: string;
  source: DefinitionSource;
  /** Of which texts it was read; null in rows of before. */
  texts: string | null;
  registered_at: Date;
}

export const findDefinitions = reading<DefinitionRow>(
  'workflow_definitions',
  'SELECT id, version, hash, source, texts, registered_at FROM workflow_definition ORDER BY id, registered_at, version',
);

export const findDefinition = reading<DefinitionRow>(
  'workflow_definition',
  'SELECT id, version, hash, source, texts, registered_at FROM workflow_definition WHERE id = $1 AND version = $2',
);

/** Of every version that was ever registered, without its content. */
export const findVersions = reading<Pick<DefinitionRow, 'id' | 'version'>>(
  'workflow_versions',
  'SELECT id, version FROM workflow_definition',
);

export const insertDefinition = writing(
  'workflow_definition_insert',
  `INSERT INTO workflow_definition (id, version, hash, source, texts, registered_at) VALUES ($1, $2, $3, $4, $5, $6)
   ON CONFLICT (id, version) DO NOTHING`,
);
