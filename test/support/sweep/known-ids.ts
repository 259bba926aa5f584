import {randomUUID} from 'node:crypto';
import type {TestDatabase} from '../database';
import type {Operation, Parameter} from './operations';

interface Table {
  readonly name: string;
  readonly ids: readonly string[];
}

/** Ids that somebody could know or guess: some of every table that has any, and one of nothing. */
export class KnownIds {
  private constructor(
    private readonly tables: readonly Table[],
    private readonly versions: readonly {readonly id: string; readonly version: string}[],
  ) {}

  static async of(database: TestDatabase, each: number): Promise<KnownIds> {
    const columns = await database.asSuperuser<{name: string}>(
      `SELECT table_name AS name FROM information_schema.columns
       WHERE table_schema = 'public' AND column_name = 'id' AND data_type = 'uuid' ORDER BY table_name`,
    );
    const tables: Table[] = [];
    for (const {name} of columns) {
      const rows = await database.asSuperuser<{id: string}>(
        `SELECT id FROM ${name} ORDER BY id LIMIT ${each}`,
      );
      tables.push({name, ids: rows.map(({id}) => id)});
    }
    const versions = await database.asSuperuser<{id: string; version: string}>(
      'SELECT id, version FROM workflow_definition ORDER BY id, version',
    );
    return new KnownIds(tables, versions);
  }

  /** Those of tables that are named as the operation's collection is, one of a case's, and one of nothing. */
  near({path}: Operation): string[] {
    const words = path.split(/[/-]/).map((word) => word.replace(/ies$/, 'y').replace(/(e?s)$/, ''));
    const named = this.tables.filter(({name}) =>
      words.some((word) => word.length > 2 && name.includes(word)),
    );
    const cases = this.tables.filter(({name}) => name === 'review_case');
    return [
      ...named.flatMap(({ids}) => ids.slice(0, 2)),
      ...cases.flatMap(({ids}) => ids.slice(0, 1)),
      randomUUID(),
    ];
  }

  /** Values for a parameter of a path; an operation with a parameter that is none of these cannot be swept. */
  values(operation: Operation, {name, schema}: Parameter, about: CaseIds): readonly string[] {
    if (name === 'type') return [...about.types, 'hold'];
    if (name === 'documentId') return [...about.documents, randomUUID()];
    if (name === 'person') return about.people;
    if (name === 'version') return this.versions.slice(0, 1).map(({version}) => version);
    if (name === 'path') return ['0/000', 'entries/000', '1/000', '0/000.p/1', 'entries/000.p/7'];
    if (name === 'case') return [about.caseId, randomUUID()];
    if (/^\/api\/(workflows|instruments)\//.test(operation.path))
      return this.versions.slice(0, 2).map(({id}) => id);
    if (operation.path.startsWith('/api/cases/{id}') && name === 'id') return [about.caseId];
    if (schema.format === 'uuid' || name === 'id') return this.near(operation);
    throw new Error(
      `The sweep knows no value for {${name}} of ${operation.operationId}: teach it in test/support/sweep/known-ids.ts.`,
    );
  }
}

/** What can be named in a path that begins with a case. */
export interface CaseIds {
  readonly caseId: string;
  readonly programme: string;
  readonly documents: readonly string[];
  readonly people: readonly string[];
  readonly types: readonly string[];
}
