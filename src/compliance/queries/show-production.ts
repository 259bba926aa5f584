import {Injectable} from '@nestjs/common';
import {AccessLog} from '../../audit';
import {CaseDoor, CaseUser} from '../../cases';
import {ReadTransaction} from '../../platform/database/transaction';
import {problems} from '../../platform/errors/problem';
import {PrivilegeEntry, describeKind} from '../domain/privilege-log';
import {
  FileRow,
  ProductionRow,
  findFiles,
  findProduced,
  findProduction,
  findProductions,
} from '../persistence/production-rows';
import {deskLook} from './desk-look';
import {numberedCases} from './numbered-cases';
import {ReadEvents} from './read-events';

export type {ProductionRow};

export interface ShownProduction {
  readonly production: ProductionRow;
  readonly madeBy: string;
  readonly files: readonly FileRow[];
  /** The privilege log. */
  readonly withheld: readonly PrivilegeEntry[];
  /** Items that were produced. */
  readonly produced: readonly {readonly case: string; readonly item: string; readonly kind: string}[];
}

const LATEST = 200;

/** What was produced and what was withheld: a production on a case that the gate hides is not there. */
@Injectable()
export class ShowProduction {
  constructor(
    private readonly log: AccessLog,
    private readonly door: CaseDoor,
    private readonly events: ReadEvents,
  ) {}

  async list(user: CaseUser): Promise<ProductionRow[]> {
    return deskLook(this.log, user, {type: 'productionsListed'}, async (tx) => {
      const rows = await tx.rows(findProductions, [user.organisationId, LATEST]);
      const seen = await numberedCases(tx, this.door, user, [
        ...new Set(rows.flatMap((row) => row.case_ids)),
      ]);
      return rows.filter((row) => row.case_ids.every((id) => seen.has(id)));
    });
  }

  /** @throws Problem `not_found` */
  show(user: CaseUser, id: string): Promise<ShownProduction> {
    return deskLook(this.log, user, {type: 'productionShown', details: {production: id}}, (tx) =>
      this.of(tx, user, id),
    );
  }

  /** @throws Problem `not_found` */
  async of(tx: ReadTransaction, user: CaseUser, id: string): Promise<ShownProduction> {
    const {organisationId} = user;
    const production = await tx.row(findProduction, [organisationId, id]);
    if (!production) throw problems.notFound();
    const seen = await numberedCases(tx, this.door, user, production.case_ids);
    if (seen.size < production.case_ids.length) throw problems.notFound();
    const rows = await tx.rows(findProduced, [organisationId, id]);
    const names = await this.events.names(tx, organisationId, [production.made_by]);
    return {
      production,
      madeBy: names.get(production.made_by) ?? production.made_by,
      files: await tx.rows(findFiles, [organisationId, id]),
      withheld: rows.flatMap(({place, kind, dated, author, recipients, basis, case_number}) => {
        if (basis === null) return [];
        const {type, subject} = describeKind(kind);
        const entry = `${production.number}.${place}`;
        const said = {documentType: type, author, recipients, subject, basis, caseNumber: case_number};
        return [{entry, date: dated.toISOString(), ...said}];
      }),
      produced: rows.flatMap(({basis, case_id, item_id, kind}) =>
        basis === null ? [{case: case_id, item: item_id, kind}] : [],
      ),
    };
  }
}
