import {Injectable} from '@nestjs/common';
import {AccessLog} from '../../audit';
import type {Compartment} from '../../disclosure';
import {ReadTransaction} from '../../platform/database/transaction';
import {problems} from '../../platform/errors/problem';
import {readRecord, unseenRecord} from '../domain/case-events';
import {CaseBody} from '../domain/present-case';
import {CaseDoor, CaseUser, SeenCase} from './case-door';

export const PRINTED_PAGES = ['case', 'chart'] as const;
export type PrintedPage = (typeof PRINTED_PAGES)[number];

/** What of a case stands on a page at most; null for everything. */
const STANDS_ON: Readonly<Record<PrintedPage, ReadonlySet<Compartment> | null>> = {
  case: null,
  chart: new Set<Compartment>(['chart', 'patientIdentity']),
};

interface Look {
  readonly what: string;
  readonly refused: string;
  readonly kind: 'read' | 'print';
  readonly only?: ReadonlySet<Compartment> | null;
}

/** Opens one case for one person. */
@Injectable()
export class ShowCase {
  readonly #log: AccessLog;
  readonly #door: CaseDoor;

  constructor(log: AccessLog, door: CaseDoor) {
    this.#log = log;
    this.#door = door;
  }

  /** @throws Problem `not_found` alike for absent and hidden */
  async show(user: CaseUser, caseId: string): Promise<CaseBody> {
    const look = {what: 'caseOpened', refused: 'caseRefused', kind: 'read'} as const;
    return this.#seen(user, caseId, look, (tx, seen) => this.#door.body(tx, seen, user));
  }

  /**
   * Puts on record that a page of the case is being printed, with what of the case stands on it.
   *
   * @throws Problem `not_found` as `show`
   */
  async print(user: CaseUser, caseId: string, page: PrintedPage): Promise<void> {
    const look = {
      what: `${page}Printed`,
      refused: 'printRefused',
      kind: 'print',
      only: STANDS_ON[page],
    } as const;
    await this.#seen(user, caseId, look, () => Promise.resolve(true));
  }

  async #seen<T>(
    user: CaseUser,
    caseId: string,
    {what, refused, kind, only}: Look,
    present: (tx: ReadTransaction, seen: SeenCase) => Promise<T>,
  ): Promise<T> {
    const shown = await this.#log.read(user.organisationId, async (tx) => {
      const seen = await this.#door.see(tx, user, caseId);
      if (!seen) return {result: null, records: [unseenRecord(caseId, {who: user.personId, what: refused})]};
      const {disclosed, relations} = seen.view;
      const shownThere = disclosed.contentShown.filter((one) => only?.has(one) ?? true);
      const look = {who: user.personId, as: relations, what, shown: shownThere};
      return {
        result: await present(tx, seen),
        records: shownThere.length > 0 ? [readRecord(caseId, look, kind)] : [],
      };
    });
    if (shown === null) throw problems.notFound();
    return shown;
  }
}
