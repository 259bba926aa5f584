import {Injectable} from '@nestjs/common';
import {ReadDatabase} from '../../platform/database/read-database';
import {problems} from '../../platform/errors/problem';
import {WorkflowCatalogue} from '../definitions/workflow-catalogue';
import {WorkflowSource} from '../domain/definition';
import {statesOf} from '../domain/transitions';
import {DefinitionRow, findDefinition, findDefinitions} from '../persistence/definition-rows';

export interface WorkflowVersion {
  readonly version: string;
  /** SHA-256 of the canonical definition, hex. */
  readonly hash: string;
  readonly registeredAt: string;
}

export interface WorkflowSummary {
  readonly id: string;
  readonly title: string;
  /** The version under which new cases begin; null when the programme takes none any more. */
  readonly current: string | null;
  /** Oldest first. */
  readonly versions: readonly WorkflowVersion[];
  /** Stages of the current version, else of the latest: path and title. */
  readonly states: readonly {readonly path: string; readonly title: string; readonly settled: boolean}[];
}

export interface WorkflowDefinition extends WorkflowVersion {
  readonly id: string;
  readonly title: string;
  /** As XState reads it. */
  readonly definition: WorkflowSource;
}

/** The processes, for whoever is signed in: a definition holds no word of a case, and those it concerns may read it. */
@Injectable()
export class ShowWorkflows {
  readonly #database: ReadDatabase;
  readonly #catalogue: WorkflowCatalogue;

  constructor(database: ReadDatabase, catalogue: WorkflowCatalogue) {
    this.#database = database;
    this.#catalogue = catalogue;
  }

  async list(): Promise<WorkflowSummary[]> {
    const rows = await this.#database.read((tx) => tx.rows(findDefinitions));
    return [...new Set(rows.map(({id}) => id))].flatMap((id) => {
      const versions = rows.filter((row) => row.id === id);
      const current = this.#catalogue.offered(id)?.version ?? null;
      const shown = versions.find(({version}) => version === current) ?? versions.at(-1);
      if (!shown) return [];
      const {workflow} = shown.source;
      return [
        {
          id,
          title: workflow.meta.title,
          current,
          versions: versions.map(versionOf),
          states: stagesOf(workflow),
        },
      ];
    });
  }

  /** @throws Problem `not_found` */
  async show(id: string, version: string): Promise<WorkflowDefinition> {
    const row = await this.#database.read((tx) => tx.row(findDefinition, [id, version]));
    if (!row) throw problems.notFound();
    const {workflow} = row.source;
    return {id, title: workflow.meta.title, ...versionOf(row), definition: workflow};
  }
}

const versionOf = ({version, hash, registered_at}: DefinitionRow): WorkflowVersion => ({
  version,
  hash,
  registeredAt: registered_at.toISOString(),
});

const stagesOf = (workflow: WorkflowSource): WorkflowSummary['states'] =>
  [...statesOf(workflow)].flatMap(({path, state}) =>
    path === '' || state.meta?.title === undefined
      ? []
      : [{path, title: state.meta.title, settled: state.tags?.includes('settled') === true}],
  );
