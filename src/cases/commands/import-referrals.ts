import {Injectable} from '@nestjs/common';
import canonicalize from 'canonicalize';
import type {NameWarning} from '../../masking';
import type {LineFault} from '../../platform/csv/read-table';
import {KeyEncryptionKey} from '../../platform/crypto/sealing';
import {ReadDatabase} from '../../platform/database/read-database';
import {UNIQUE_VIOLATION, sqlState} from '../../platform/database/sql-state';
import {ReadTransaction} from '../../platform/database/transaction';
import {Workflow} from '../../workflow';
import {programmeUnknown} from '../domain/programme-unknown';
import {ReferralColumn, referralColumns} from '../domain/referral-columns';
import {ReferralLine, namesIn, parseReferrals} from '../domain/referral-file';
import {findPeopleNamed, findReferralKeys} from '../persistence/referral-keys';
import {CaseUser} from '../queries/case-door';
import {CaseReading} from '../queries/case-reading';
import {REFERRING} from '../queries/case-views';
import {DoorPorts} from '../queries/door-ports';
import {referralWarnings} from '../queries/referral-warnings';
import {ReferCase} from './refer-case';

/** So many that a request takes a second or two. */
const AT_ONCE = 20;

/** A row of the file, and what becomes of it. */
export interface ImportedLine extends ReferralLine {
  /** The case that it opened, now or before; null while it has opened none. */
  readonly caseId: string | null;
  readonly warnings: readonly NameWarning[];
}

export interface ReferralsReport {
  readonly columns: readonly ReferralColumn[];
  readonly lines: readonly ImportedLine[];
  readonly faults: readonly LineFault[];
  /** How many rows have opened no case yet. */
  readonly left: number;
}

interface Keyed extends ImportedLine {
  readonly key: Buffer;
}

interface Looked {
  readonly report: Omit<ReferralsReport, 'lines' | 'left'>;
  readonly lines: readonly Keyed[];
}

/**
 * Refers the rows of a list, each by the command that refers one typed by hand. A fault anywhere keeps all of them out. A
 * call takes the next few rows that have opened no case yet and says how many are left, so that it can be repeated until
 * none is; a file sent again, whole or in part, opens nothing twice.
 */
@Injectable()
export class ImportReferrals {
  readonly #database: ReadDatabase;
  readonly #reading: CaseReading;
  readonly #ports: DoorPorts;
  readonly #refer: ReferCase;
  readonly #keys: KeyEncryptionKey;

  constructor(
    database: ReadDatabase,
    reading: CaseReading,
    ports: DoorPorts,
    refer: ReferCase,
    keys: KeyEncryptionKey,
  ) {
    this.#database = database;
    this.#reading = reading;
    this.#ports = ports;
    this.#refer = refer;
    this.#keys = keys;
  }

  /**
   * What a file for the programme holds.
   *
   * @throws Problem `invalid` for a programme that is not offered
   */
  columns(programme: string): ReferralColumn[] {
    const workflow = this.#offered(programme);
    return referralColumns(this.#reading.forms.form(workflow, workflow.meta.referral.form));
  }

  /**
   * @param sent.apply `false` says what would happen, and refers nothing
   * @throws Problem `invalid` for a programme that is not offered, or that has no committee
   */
  async run(
    user: CaseUser,
    {programme, csv, apply}: {programme: string; csv: string; apply: boolean},
  ): Promise<ReferralsReport> {
    const workflow = this.#offered(programme);
    const {report, lines} = await this.#database.read((tx) => this.#look(tx, user, {workflow, csv}));
    if (!apply || report.faults.length > 0) return {...report, lines, left: waiting(lines).length};
    const next = waiting(lines).slice(0, AT_ONCE);
    const opened = new Map<Keyed, string | null>();
    for (const line of next) opened.set(line, await this.#once(user, programme, line));
    const after = lines.map((line) => ({...line, caseId: line.caseId ?? opened.get(line) ?? null}));
    return {...report, lines: after, left: waiting(after).length};
  }

  #offered(programme: string): Workflow {
    const workflow = this.#reading.workflows.offered(programme);
    if (!workflow) throw programmeUnknown();
    return workflow;
  }

  /** @returns null when another request for the same row was quicker; the next call finds its case */
  async #once(user: CaseUser, programme: string, {data, key}: Keyed): Promise<string | null> {
    try {
      const {id} = await this.#refer.refer(user, programme, data, {key, at: this.#ports.clock.now()});
      return id;
    } catch (error) {
      if (sqlState(error) !== UNIQUE_VIOLATION) throw error;
      return null;
    }
  }

  async #look(
    tx: ReadTransaction,
    {organisationId, personId}: CaseUser,
    {workflow, csv}: {workflow: Workflow; csv: string},
  ): Promise<Looked> {
    const {forms} = this.#reading;
    const form = forms.form(workflow, workflow.meta.referral.form);
    const choices = await forms.choices(form, {...REFERRING, tx, organisationId, personId});
    const people = await named(tx, organisationId, namesIn({form, csv}));
    const {columns, lines, faults} = parseReferrals({form, csv}, {choices, people});
    const keyed = lines.map((line) => ({...line, key: this.#keyOf(workflow.id, line)}));
    const keys = keyed.map(({key}) => key);
    const done = await tx.rows(findReferralKeys, [organisationId, personId, keys]);
    const caseOf = new Map(done.map(({key, case_id}) => [key.toString('hex'), case_id]));
    const {people: roster} = await this.#ports.rosters.place(tx, organisationId);
    return {
      report: {columns, faults},
      lines: keyed.map((line) => ({
        ...line,
        caseId: caseOf.get(line.key.toString('hex')) ?? null,
        warnings: referralWarnings(workflow, line.data, roster),
      })),
    };
  }

  /** Bare, a digest would let somebody who reads the database try out what a referral may have said. */
  #keyOf(programme: string, {data}: ReferralLine): Buffer {
    return Buffer.from(this.#keys.digest('referral', canonicalize({programme, data}) ?? ''), 'base64url');
  }
}

const waiting = <T extends {readonly caseId: string | null}>(lines: readonly T[]): T[] =>
  lines.filter(({caseId}) => caseId === null);

async function named(
  tx: ReadTransaction,
  organisationId: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await tx.rows(findPeopleNamed, [organisationId, names]);
  const people = new Map<string, string[]>();
  for (const {id, email, name} of rows)
    for (const said of [email, name]) people.set(said, [...(people.get(said) ?? []), id]);
  return people;
}
