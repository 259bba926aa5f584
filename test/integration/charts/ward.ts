import {randomUUID} from 'node:crypto';
import {Readable} from 'node:stream';
import {AuditedTransaction} from '../../../src/audit';
import {ReceiveChart} from '../../../src/charts/commands/receive-chart';
import {SystemRandomness} from '../../../src/platform/crypto/randomness';
import {seal} from '../../../src/platform/crypto/sealing';
import {dataSource} from '../../../src/platform/database/data-source';
import {Database} from '../../../src/platform/database/database';
import type {ReceivedFile} from '../../../src/workflow';
import {createTestDatabase} from '../../support/database';
import type {TestDatabase} from '../../support/database';
import {FakeClock} from '../../support/fake-clock';
import {OPERATOR} from '../../../src/platform/database/rows/row-scope';

/** One case that awaits its chart, in a database of its own. */
export class Ward {
  readonly clock = new FakeClock();
  readonly organisationId = randomUUID();
  readonly caseId = randomUUID();
  readonly dataKey = Buffer.alloc(32, 7);
  readonly #randomness = new SystemRandomness();
  readonly #audited: AuditedTransaction;

  private constructor(
    readonly database: TestDatabase,
    readonly connections: Database,
  ) {
    this.#audited = new AuditedTransaction(connections, this.clock, this.#randomness);
  }

  static async open(): Promise<Ward> {
    const database = await createTestDatabase();
    const ward = new Ward(
      database,
      new Database(await dataSource(database.applicationUrl).initialize(), OPERATOR),
    );
    await ward.#seed();
    return ward;
  }

  async #seed(): Promise<void> {
    const [committee, person] = [randomUUID(), randomUUID()];
    const {organisationId, caseId} = this;
    const now = this.clock.now();
    const run = (text: string, values: readonly unknown[]): Promise<object[]> =>
      this.database.asSuperuser(text, values);
    await run(`INSERT INTO organisation VALUES ($1, 'Example Hospital', 'Europe/Vienna', $2)`, [
      organisationId,
      now,
    ]);
    await run(
      `INSERT INTO committee (organisation_id, id, name, programme, quorum, privilege_text)
       VALUES ($1, $2, 'Medicine', 'peer-review', 3, '')`,
      [organisationId, committee],
    );
    await run(
      `INSERT INTO person (organisation_id, id, display_name, email, created_at)
       VALUES ($1, $2, 'Pat Physician', 'pat@ward.test', $3)`,
      [organisationId, person, now],
    );
    await run(`INSERT INTO workflow_definition VALUES ('peer-review', 'test', 'h', '{}', $1)`, [now]);
    await run(
      `INSERT INTO review_case (organisation_id, id, number, reference, programme, workflow_version, workflow_hash,
         state, history, facts, stage, stage_since, settled, version, committee_id, class, subject_id, referrer_id,
         opened_at)
       VALUES ($1, $2, 'PR-2026-0001', 'ABCDE-FGHJK', 'peer-review', 'test', 'h', '"screening"', '{}', '{}',
         'screening', $3, false, 1, $4, 'physician', $5, $5, $3)`,
      [organisationId, caseId, now, committee, person],
    );
  }

  /** Sends a file as the cases feature would, in an audited transaction of its own. */
  async send(content: Readable | string | Buffer, name = 'chart.json'): Promise<ReceivedFile> {
    const stream = content instanceof Readable ? content : pieces(content);
    const {organisationId, caseId, dataKey} = this;
    return this.#audited.run(organisationId, async (tx) => {
      const result = await new ReceiveChart().receive(
        {stream, name},
        {
          tx,
          organisationId,
          caseId,
          now: this.clock.now(),
          randomness: this.#randomness,
          seal: (place, bytes) => seal(dataKey, place, bytes, this.#randomness),
        },
      );
      return {result, records: [aRecord]};
    });
  }

  /** How many rows of documents and of chunks there are. */
  async stored(): Promise<{documents: number; chunks: number}> {
    const [row] = await this.database.asSuperuser<{documents: number; chunks: number}>(
      `SELECT (SELECT count(*)::integer FROM chart_document) AS documents,
         (SELECT count(*)::integer FROM chart_chunk) AS chunks`,
    );
    return row ?? {documents: -1, chunks: -1};
  }

  /** Every sealed byte that lies in the database, as it lies there. */
  async sealedBytes(): Promise<Buffer> {
    const rows = await this.database.asSuperuser<{content: Buffer}>(
      'SELECT content FROM chart_document UNION ALL SELECT content FROM chart_chunk',
    );
    return Buffer.concat(rows.map(({content}) => content));
  }

  async close(): Promise<void> {
    await this.connections.close();
    await this.database.drop();
  }
}

const aRecord = {
  stream: 'test',
  kind: 'change',
  event: {type: 'fileReceived', action: 'C', outcome: '0', who: 'system', as: [], on: null, details: {}},
} as const;

/** Content in pieces of 64 KiB, as a socket brings it. */
export function pieces(content: string | Buffer, size = 65_536): Readable {
  const bytes = Buffer.from(content);
  return Readable.from(
    (function* () {
      for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
    })(),
    {objectMode: false},
  );
}
