import type {AuditRecord} from '../../audit';
import {WriteTransaction} from '../../platform/database/transaction';
import type {CaseUser} from '../../cases';
import {deskRecord} from '../domain/desk-record';
import {ExportFormat, ExportHead} from '../domain/export-lines';
import {privilegeNotice} from '../domain/privilege-notice';
import {Filters} from '../domain/question-filters';
import {findPrivilege, insertExport} from '../persistence/desk-rows';
import {takeNumber} from './take-number';

export interface Exporter extends CaseUser {
  readonly displayName: string;
}

export interface BeginningExport {
  readonly what: 'events' | 'log' | 'production';
  readonly type: string;
  /** `tiles`: a folder with the whole log, C2SP tlog-tiles. */
  readonly format: ExportFormat | 'tiles';
  readonly filters: Filters;
  /** The cases whose committees' privilege texts it bears; null for all of them. */
  readonly cases: readonly string[] | null;
  readonly checkpoint: string | null;
  readonly now: Date;
}

/** Gives an export its number and puts it into the register, before its first byte. */
export async function beginExport(
  tx: WriteTransaction,
  user: Exporter,
  {what, type, format, filters, cases, checkpoint, now}: BeginningExport,
): Promise<{result: ExportHead; records: readonly [AuditRecord]}> {
  const {organisationId, personId, displayName} = user;
  const number = await takeNumber(tx, organisationId, {series: 'EXP', now});
  const texts = await tx.rows(findPrivilege, [organisationId, cases]);
  const privilege = privilegeNotice(texts.map(({privilege_text}) => privilege_text));
  const question = JSON.stringify(filters);
  await tx.write(insertExport, [organisationId, number, what, format, question, personId, now]);
  const details = {number, format, filters};
  return {
    result: {number, madeBy: displayName, madeAt: now.toISOString(), privilege, filters, checkpoint},
    records: [deskRecord(user, {kind: 'export', type, action: 'R', details})],
  };
}
