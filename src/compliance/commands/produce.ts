import {Injectable} from '@nestjs/common';
import {AuditedTransaction} from '../../audit';
import {CaseUser} from '../../cases';
import {Clock} from '../../platform/clock/clock';
import {Randomness} from '../../platform/crypto/randomness';
import {WriteTransaction} from '../../platform/database/transaction';
import {problems} from '../../platform/errors/problem';
import {stepOf} from '../../platform/serial-number';
import {deskRecord} from '../domain/desk-record';
import {
  findExportNumbers,
  insertFile,
  insertProduced,
  insertProduction,
} from '../persistence/production-rows';
import {Candidate, ProductionCandidates} from '../queries/production-candidates';
import {takeNumber} from './take-number';

export interface NewProduction {
  /** Who asked, and by what authority: court, docket, date of the subpoena. */
  readonly requester: string;
  readonly authority: string;
  /** ISO date. */
  readonly receivedOn: string;
  /** Ids or numbers. */
  readonly cases: readonly string[];
  /** Items of the cases that were produced; everything else is withheld. */
  readonly produced: readonly string[];
  /** What was handed over. */
  readonly files: readonly {
    readonly export: string | null;
    readonly description: string;
    readonly sha256: string;
  }[];
  /** Why it is withheld; null for the statute of each committee's approved privilege text. */
  readonly basis: string | null;
  /** Who waived the privilege, in writing; null where nothing privileged was produced. */
  readonly waiver: string | null;
}

/** Puts on record what was produced under a subpoena and what was withheld, under a number of its own. */
@Injectable()
export class Produce {
  readonly #transaction: AuditedTransaction;
  readonly #candidates: ProductionCandidates;
  readonly #clock: Clock;
  readonly #randomness: Randomness;

  constructor(
    transaction: AuditedTransaction,
    candidates: ProductionCandidates,
    clock: Clock,
    randomness: Randomness,
  ) {
    this.#transaction = transaction;
    this.#candidates = candidates;
    this.#clock = clock;
    this.#randomness = randomness;
  }

  /**
   * @returns its id and number
   * @throws Problem `not_found` for a case that this person may not know of, `invalid`
   */
  async run(user: CaseUser, order: NewProduction): Promise<{id: string; number: string}> {
    const {organisationId, personId} = user;
    const now = this.#clock.now();
    const id = this.#randomness.uuid();
    return this.#transaction.run(organisationId, async (tx) => {
      const records = await this.#candidates.of(tx, user, order.cases);
      const withheld = await judged(tx, organisationId, order, records);
      const number = await takeNumber(tx, organisationId, {series: 'PRD', now, step: stepOf(id)});
      const cases = [...new Set(records.map((one) => one.case))];
      const {requester, authority, receivedOn, waiver} = order;
      const asked = [number, requester, authority, receivedOn, waiver, cases];
      await tx.write(insertProduction, [organisationId, id, ...asked, personId, now]);
      for (const [place, file] of order.files.entries()) {
        const values = [place + 1, file.export, file.description, file.sha256];
        await tx.write(insertFile, [organisationId, id, ...values]);
      }
      for (const [place, {item, kind, author, recipients, date, ...one}] of records.entries()) {
        const values = [
          place + 1,
          one.case,
          item,
          kind,
          date,
          author,
          recipients,
          withheld.get(item) ?? null,
        ];
        await tx.write(insertProduced, [organisationId, id, ...values]);
      }
      const details = {number, cases, size: records.length, kept: withheld.size, count: order.files.length};
      const act = {kind: 'export', type: 'recordsProduced', action: 'R', details} as const;
      return {result: {id, number}, records: [deskRecord(user, {...act, on: null, why: 'HLEGAL'})]};
    });
  }
}

const NO_PRIVILEGE = 'No privilege is claimed: a copy of the medical record, to be asked of its keeper';

/** @returns the basis of whatever is withheld, by item */
async function judged(
  tx: WriteTransaction,
  organisationId: string,
  {produced, files, basis, waiver}: NewProduction,
  records: readonly Candidate[],
): Promise<ReadonlyMap<string, string>> {
  if (records.length === 0)
    throw problems.invalid([{pointer: '/cases', detail: 'have no records, or none that are left'}]);
  const known = new Map(records.map((one) => [one.item, one]));
  const faults = produced.flatMap((item, place) => {
    const record = known.get(item);
    if (!record) return [{pointer: `/produced/${place}`, detail: 'is no record of these cases'}];
    if (record.ofTheChart || waiver !== null) return [];
    return [
      {pointer: '/waiver', detail: 'must say who waived the privilege: not all of this is of the chart'},
    ];
  });
  const numbers = [...new Set(files.flatMap((file) => file.export ?? []))];
  const exported = await tx.rows(findExportNumbers, [organisationId, numbers]);
  const registered = new Set(exported.map(({number}) => number));
  for (const [place, file] of files.entries())
    if (file.export !== null && !registered.has(file.export))
      faults.push({pointer: `/files/${place}/export`, detail: 'is no number of the register of exports'});
  if (produced.length > 0 && files.length === 0)
    faults.push({pointer: '/files', detail: 'name what was handed over, each with its SHA-256'});
  const bases = new Map<string, string>();
  for (const {item, ...record} of records) {
    if (produced.includes(item)) continue;
    const why = record.ofTheChart ? NO_PRIVILEGE : (basis ?? record.basis);
    if (why === null) {
      const detail = 'is missing: no privilege text of the committee is approved that could be cited';
      return refuse([...faults, {pointer: '/basis', detail}]);
    }
    bases.set(item, why);
  }
  return faults.length > 0 ? refuse(faults) : bases;
}

function refuse(faults: readonly {pointer: string; detail: string}[]): never {
  throw problems.invalid([...faults]);
}
