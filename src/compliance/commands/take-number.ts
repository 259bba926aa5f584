import {WriteTransaction} from '../../platform/database/transaction';
import {serialNumber} from '../../platform/serial-number';
import {nextNumber} from '../persistence/desk-rows';

/** The next number of a series within organisation and year: EXP-2026-0001; dense unless a step is given. */
export async function takeNumber(
  tx: WriteTransaction,
  organisationId: string,
  {series, now, step = 1}: {series: 'DD' | 'EXP' | 'PRD'; now: Date; step?: number},
): Promise<string> {
  const year = now.getUTCFullYear();
  const [row] = await tx.write(nextNumber, [organisationId, series, year, step]);
  return serialNumber(series, year, row?.last ?? 0);
}
