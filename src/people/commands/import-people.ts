import {Injectable} from '@nestjs/common';
import {AuditRecord, AuditedTransaction, configurationRecord} from '../../audit';
import {AccountLinks, CreatePerson, endApiTokens, endSessionsOf} from '../../identity';
import type {SignedInPerson} from '../../identity';
import {Clock} from '../../platform/clock/clock';
import {Randomness} from '../../platform/crypto/randomness';
import type {LineFault} from '../../platform/csv/read-table';
import {UNIQUE_VIOLATION, sqlState} from '../../platform/database/sql-state';
import {ReadTransaction, WriteTransaction} from '../../platform/database/transaction';
import {problems} from '../../platform/errors/problem';
import {parsePeople} from '../domain/parse-people';
import type {PersonLine} from '../domain/parse-people';
import {KnownPerson, PlannedLine, planLine} from '../domain/plan-import';
import {PersonRow, findByEmails, keepFormerName, setDisabled, updatePerson} from '../persistence/people-rows';
import {keepAnAdministrator} from './keep-an-administrator';

export interface ImportReport {
  readonly applied: boolean;
  readonly lines: readonly PlannedLine[];
  readonly faults: readonly LineFault[];
}

/** Ends a transaction that was to show only what would happen. */
class PlannedAloneError extends Error {
  constructor(readonly report: ImportReport) {
    super('nothing is applied');
    this.name = 'PlannedAloneError';
  }
}

/** Enters, changes, shuts out and lets in the people of a list, all of them or none. It gives nobody a role. */
@Injectable()
export class ImportPeople {
  readonly #transactions: AuditedTransaction;
  readonly #create: CreatePerson;
  readonly #links: AccountLinks;
  readonly #clock: Clock;
  readonly #randomness: Randomness;

  constructor(
    transactions: AuditedTransaction,
    create: CreatePerson,
    links: AccountLinks,
    clock: Clock,
    randomness: Randomness,
  ) {
    this.#transactions = transactions;
    this.#create = create;
    this.#links = links;
    this.#clock = clock;
    this.#randomness = randomness;
  }

  /**
   * @param csv with the columns of `COLUMNS`
   * @param apply `false` shows what would happen, and changes nothing
   * @throws Problem `action_not_allowed` for a list that shuts out its importer or the last administrator
   */
  async run(by: SignedInPerson, {csv, apply}: {csv: string; apply: boolean}): Promise<ImportReport> {
    const {people, faults} = parsePeople(csv);
    try {
      return await this.#transactions.run(by.organisationId, async (tx) => {
        const lines = await plan(tx, by, people);
        const elsewhere = lines.filter(({id}) => id === by.personId && apply);
        if (elsewhere.some(({access}) => access === 'disable'))
          throw problems.actionNotAllowed('The list would shut you out; leave your own line out.');
        if (!apply || faults.length > 0) throw new PlannedAloneError({applied: false, lines, faults});
        const records = await this.#apply(tx, by, lines);
        const details = {lines: lines.length, changed: records.length};
        const event = {type: 'peopleImported', action: 'E', on: null, details} as const;
        const imported = configurationRecord(by, event);
        return {result: {applied: true, lines, faults}, records: [imported, ...records]};
      });
    } catch (error) {
      if (error instanceof PlannedAloneError) return error.report;
      if (sqlState(error) !== UNIQUE_VIOLATION) throw error;
      throw problems.invalid([
        {pointer: '/csv', detail: 'an address belongs to somebody already who cannot be changed from here'},
      ]);
    }
  }

  async #apply(
    tx: WriteTransaction,
    by: SignedInPerson,
    lines: readonly PlannedLine[],
  ): Promise<AuditRecord[]> {
    const records: AuditRecord[] = [];
    for (const line of lines) {
      if (line.what === 'create') records.push(...(await this.#enter(tx, by, line)));
      if (line.what === 'change' && line.id !== null)
        records.push(await this.#change(tx, by, {...line, id: line.id}));
    }
    return records;
  }

  async #enter(tx: WriteTransaction, by: SignedInPerson, line: PlannedLine): Promise<AuditRecord[]> {
    const {organisationId, personId} = by;
    const id = this.#randomness.uuid();
    const person = {...line.profile, email: line.email, id};
    const created = await this.#create.within(tx, organisationId, person, by);
    const order = {organisationId, personId: id, purpose: 'invitation'} as const;
    return [created, await this.#links.sendWithin(tx, order, personId)];
  }

  async #change(
    tx: WriteTransaction,
    by: SignedInPerson,
    {id, profile, changes, access}: PlannedLine & {readonly id: string},
  ): Promise<AuditRecord> {
    const {organisationId: organisation} = by;
    const {displayName, npi, specialty, department, physician} = profile;
    const now = this.#clock.now();
    // Texts of before say it, and must be masked of it; a chart by it names the same person.
    const renamed = changes.includes('displayName');
    if (renamed) await tx.write(keepFormerName, [organisation, id, this.#randomness.uuid(), now]);
    await tx.write(updatePerson, [organisation, id, displayName, npi, specialty, department, physician]);
    if (access === 'disable') await keepAnAdministrator(tx, organisation, id);
    if (access !== null) await tx.write(setDisabled, [organisation, id, access === 'disable' ? now : null]);
    if (access === 'disable') {
      await tx.write(endSessionsOf, [organisation, id, now]);
      await tx.write(endApiTokens, [organisation, id, now, null]);
    }
    const details = {changes, ...(renamed && {formerNameKept: true})};
    return configurationRecord(by, {type: 'personChanged', action: 'U', on: id, details});
  }
}

async function plan(
  tx: ReadTransaction,
  {organisationId}: SignedInPerson,
  people: readonly PersonLine[],
): Promise<PlannedLine[]> {
  const rows = await tx.rows(findByEmails, [organisationId, people.map(({email}) => email)]);
  const known = new Map(rows.map((row) => [row.email, knownPerson(row)]));
  return people.map((line) => planLine(line, known.get(line.email)));
}

const knownPerson = (row: PersonRow): KnownPerson => ({
  id: row.id,
  displayName: row.display_name,
  npi: row.npi,
  specialty: row.specialty,
  department: row.department,
  physician: row.physician,
  disabled: row.disabled_at !== null,
});
