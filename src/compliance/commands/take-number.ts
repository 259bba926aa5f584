import {WriteTransaction} from '../../platform/database/transaction';
import {serialNumber} from '../../platform/serial-number';
import {nextNumber} from '../persistence/desk-rows';

/** The next number of a series, dense within organisation and year: EXP-2026-0001. */
export async function takeNumber(
  tx: WriteTransaction,
  organisationId: string,
  {series, now}: {series: 'DD' | 'EXP' | 'PRD'; now: Date},
): Promise<string> {
  const year = now.getUTCFullYear();
  const [row] = await tx.write(nextNumber, [organisationId, series, year]);
  return serialNumber(series, year, row?.last ?? 0);
}
