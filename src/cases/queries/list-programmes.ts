import {Injectable} from '@nestjs/common';
import {ReadDatabase} from '../../platform/database/read-database';
import {JsonSchema, WorkflowCatalogue} from '../../workflow';
import {CaseUser} from './case-door';
import {Forms} from './forms';
import {REFERRING} from './case-views';

export interface Programme {
  readonly id: string;
  readonly title: string;
  /** JSON Schema (2020-12) of a referral. */
  readonly form: JsonSchema;
}

/** The programmes to which a case can be referred, each with its form for this person. */
@Injectable()
export class ListProgrammes {
  readonly #database: ReadDatabase;
  readonly #catalogue: WorkflowCatalogue;
  readonly #forms: Forms;

  constructor(database: ReadDatabase, catalogue: WorkflowCatalogue, forms: Forms) {
    this.#database = database;
    this.#catalogue = catalogue;
    this.#forms = forms;
  }

  async list({organisationId, personId}: CaseUser): Promise<Programme[]> {
    return this.#database.read(async (tx) => {
      const programmes: Programme[] = [];
      for (const workflow of this.#catalogue.current) {
        const form = this.#forms.form(workflow, workflow.meta.referral.form);
        programmes.push({
          id: workflow.id,
          title: workflow.meta.title,
          form: await this.#forms.filled(form, {...REFERRING, tx, organisationId, personId}),
        });
      }
      return programmes;
    });
  }
}
