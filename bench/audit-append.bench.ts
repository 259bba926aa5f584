import type {INestApplicationContext} from '@nestjs/common';
import {Client} from 'pg';
import {AuditedTransaction} from '../src/audit';
import {Integrator} from '../src/audit/integrate/integrator';
import {Indexer} from '../src/audit/search/indexer';
import {appendRecords} from '../src/audit/persistence/append-records';
import {PerformAction} from '../src/cases';
import type {CaseUser} from '../src/cases';
import {createApp} from '../src/create-app';
import {SignIn} from '../src/identity/commands/sign-in';
import {SystemClock} from '../src/platform/clock/clock';
import {SystemRandomness} from '../src/platform/crypto/randomness';
import {Database} from '../src/platform/database/database';
import {OPERATOR} from '../src/platform/database/rows/row-scope';
import {listen} from '../src/platform/http/listen';
import {PASSWORD} from '../src/seed/demonstration-people';
import {hold, resume, someCases} from './support/cycle';
import type {CaseReply} from './support/cycle';
import {HttpClient} from './support/http';
import {installation} from './support/installation';
import type {Installation} from './support/installation';
import {inTurns} from './support/in-turns';
import type {Arm, Work} from './support/in-turns';
import type {Report} from './support/measure';
import {recordSql} from './support/recorded-sql';
import type {Statement} from './support/recorded-sql';

const CLIENTS = [1, 8] as const;
const TURNS = 18;
const SLICE = 16;
const SENT = 2 * TURNS * SLICE;
/** The names of the statements by which records are appended. */
const APPENDING = new Set(['audit_lock_head', 'audit_open_stream', 'audit_append']);

class TakenBackError extends Error {}

/**
 * What its record adds to a change: cases put on hold with and without it, in turns. Once as the application does it, and
 * once by the statements that it sends, over bare connections, where nothing else takes time.
 */
export async function run(report: Report): Promise<void> {
  const place = await installation();
  const app = await createApp(place.config, {applicationUrl: place.postgres.appUrl}, {outside: OPERATOR});
  try {
    // They work after the commit, and would take time from both.
    await app.get(Integrator).beforeApplicationShutdown();
    await app.get(Indexer).beforeApplicationShutdown();
    const office = new HttpClient(`http://127.0.0.1:${await listen(app, place.config.hosts, 0)}`);
    await office.signIn('coordinator');
    const holder = new Holder(app, await coordinator(app));
    const inApplication = holder.inApplication(await someCases(office, 2 * SLICE));
    for (const clients of CLIENTS) {
      const figure = await inTurns({clients, turns: TURNS, slice: SLICE}, inApplication);
      report({figure: 'append, in the application', clients, ...figure});
    }
    const fresh = await someCases(office, CLIENTS.length * SENT);
    for (const clients of CLIENTS) {
      const {work, close} = await replaying(
        place,
        await holder.carriedOutAndTakenBack(fresh.splice(0, SENT)),
        clients,
      );
      const figure = await inTurns({clients, turns: TURNS, slice: SLICE}, work).finally(close);
      report({figure: 'append, the statements alone', clients, ...figure});
    }
    office.close();
  } finally {
    await app.close();
    await place.close();
  }
}

async function coordinator(app: INestApplicationContext): Promise<CaseUser> {
  const entry = {
    email: 'coordinator@demo.test',
    password: PASSWORD,
    address: '127.0.0.1',
    formerToken: undefined,
  };
  const opened = await app.get(SignIn).run(entry);
  if (!opened) throw new Error('the demonstration has no coordinator');
  return opened.person;
}

/** Puts cases on hold by the application's own command, and takes them up again. */
class Holder {
  readonly #perform: PerformAction;
  readonly #transactions: AuditedTransaction;
  readonly #database: Database;

  constructor(
    app: INestApplicationContext,
    private readonly user: CaseUser,
  ) {
    this.#perform = app.get(PerformAction);
    this.#transactions = app.get(AuditedTransaction);
    this.#database = app.get(Database);
  }

  /** Each arm goes round cases of its own. */
  inApplication(cases: readonly CaseReply[]): Work {
    const half = cases.length / 2;
    const rings = {recorded: cases.slice(0, half), unrecorded: cases.slice(half)};
    const held = new Set<string>();
    const recording = this.#transactions.run.bind(this.#transactions);
    const database = this.#database;
    const bare: AuditedTransaction['run'] = (organisation, change) =>
      database.write(async (tx) => (await change(tx)).result, organisation);
    return async (arm) => {
      this.#transactions.run = arm === 'recorded' ? recording : bare;
      const one = rings[arm].shift();
      if (!one) throw new Error('there are fewer cases than clients');
      rings[arm].push({...one, version: await this.#act(one, held.has(one.id) ? resume : hold)});
      if (!held.delete(one.id)) held.add(one.id);
    };
  }

  /** What is sent to put each case on hold; it is rolled back, so that it can be sent again. */
  async carriedOutAndTakenBack(cases: readonly CaseReply[]): Promise<Statement[][]> {
    const source = {clock: new SystemClock(), randomness: new SystemRandomness()};
    this.#transactions.run = (organisation, change) =>
      this.#database.write(async (tx) => {
        await appendRecords(tx, organisation, (await change(tx)).records, source);
        throw new TakenBackError();
      }, organisation);
    const sent: Statement[][] = [];
    for (const one of cases)
      sent.push(
        await recordSql(async () => {
          await this.#act(one, hold).catch((error: unknown) => {
            if (!(error instanceof TakenBackError)) throw error;
          });
        }),
      );
    return sent;
  }

  async #act({id, version}: CaseReply, {type, data}: {type: string; data: unknown}): Promise<string> {
    const request = {caseId: id, type, data, ifMatch: version, key: null};
    const reply = await this.#perform.perform(this.user, request);
    return reply.case?.version ?? '';
  }
}

/** Sends each transaction once, and commits it. */
async function replaying(
  {postgres}: Installation,
  sent: Statement[][],
  clients: number,
): Promise<{work: Work; close: () => Promise<void>}> {
  const connections = await Promise.all(
    Array.from({length: clients}, async () => {
      const connection = new Client({connectionString: postgres.appUrl});
      await connection.connect();
      return connection;
    }),
  );
  const work = async (arm: Arm, client: number): Promise<void> => {
    for (const statement of sent.shift() ?? []) {
      if (arm === 'unrecorded' && APPENDING.has(statement.name ?? '')) continue;
      const text = statement.text === 'ROLLBACK' ? 'COMMIT' : statement.text;
      await connections[client]?.query({...statement, text, values: [...statement.values]});
    }
  };
  const close = async (): Promise<void> => {
    await Promise.all(connections.map((connection) => connection.end()));
  };
  return {work, close};
}
