import {Readable} from 'node:stream';
import {Injectable} from '@nestjs/common';
import {AuditedTransaction} from '../../audit';
import {Clock} from '../../platform/clock/clock';
import {renderDocument} from '../../reports';
import {privilegeLogCsv, privilegeLogDocument} from '../domain/privilege-log';
import {findOrganisation} from '../persistence/desk-rows';
import {ShowProduction} from '../queries/show-production';
import {Exporter, beginExport} from './begin-export';

/** Exports the privilege log of a production: numbered, watermarked, on record. */
@Injectable()
export class ExportPrivilegeLog {
  constructor(
    private readonly transaction: AuditedTransaction,
    private readonly productions: ShowProduction,
    private readonly clock: Clock,
  ) {}

  /** @throws Problem `not_found` */
  async run(
    user: Exporter,
    id: string,
    format: 'csv' | 'pdf',
  ): Promise<{readonly number: string; readonly content: Readable}> {
    const {organisationId} = user;
    const {head, shown, organisation} = await this.transaction.run(organisationId, async (tx) => {
      const found = await this.productions.of(tx, user, id);
      const {number, case_ids} = found.production;
      const begun = await beginExport(tx, user, {
        ...{what: 'production', type: 'privilegeLogExported', format, filters: {production: number}},
        ...{cases: case_ids, checkpoint: null, now: this.clock.now()},
      });
      const name = (await tx.row(findOrganisation, [organisationId]))?.name ?? '';
      return {result: {head: begun.result, shown: found, organisation: name}, records: begun.records};
    });
    if (format === 'csv')
      return {number: head.number, content: Readable.from([privilegeLogCsv(head, shown.withheld)])};
    const {number, requester, authority, received_on} = shown.production;
    const files = shown.files.map(({export_number, ...file}) => ({...file, export: export_number}));
    const production = {organisation, number, requester, authority, receivedOn: received_on, files};
    return {
      number: head.number,
      content: renderDocument(privilegeLogDocument(head, production, shown.withheld)),
    };
  }
}
