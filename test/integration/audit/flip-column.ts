import type {MutableLog} from './database-log';

export interface Place {
  readonly where: string;
  readonly values: readonly unknown[];
}

/** Bits of whole numbers that are flipped: beyond whatever else is counted, unless a column says otherwise. */
const BITS: Readonly<Record<string, readonly [from: number, to: number]>> = {
  smallint: [3, 13],
  integer: [1, 20],
  bigint: [20, 40],
  // From an hour on: of less the clocks of two machines may be apart.
  'timestamp with time zone': [22, 40],
  'audit_event.at': [0, 40],
  'log_search.at': [0, 40],
  'log_search_word.at': [0, 40],
  'log_search_word.key': [0, 62],
  'audit_stream.number': [0, 40],
  'audit_checkpoint.size': [0, 30],
  'audit_key.announced': [0, 30],
  'log_search_position.next': [0, 40],
};

/** What was flipped: where in the bytes or characters, and what stands there now. */
export interface Flipped {
  readonly bit: number;
  readonly value: unknown;
}

export type ColumnFlip = (table: string, column: string, place: Place) => Promise<Flipped>;

/** Flips one bit of one column of one row, whatever the column's type. */
export function columnFlip({client, pick}: MutableLog): ColumnFlip {
  return async (table, column, {where, values}) => {
    const {rows: types} = await client.query<{type: string}>(
      'SELECT data_type AS type FROM information_schema.columns WHERE table_name = $1 AND column_name = $2',
      [table, column],
    );
    const type = types[0]?.type ?? '';
    const {rows} = await client.query<{value: unknown; ctid: string}>(
      `SELECT ${column} AS value, ctid FROM ${table} WHERE ${where} LIMIT 1`,
      [...values],
    );
    const [row] = rows;
    if (!row) throw new Error(`${table} has no row where ${where}`);
    const [from, to] = BITS[`${table}.${column}`] ?? BITS[type] ?? [0, 0];
    const taken = async (value: unknown): Promise<boolean> => {
      if (`${table}.${column}` !== 'audit_checkpoint.size') return false;
      const {rowCount} = await client.query('SELECT FROM audit_checkpoint WHERE size = $1', [value]);
      return value === '0' || rowCount !== 0;
    };
    let flipped = flip(type, row.value, (limit) => (limit === 0 ? from + pick(to - from + 1) : pick(limit)));
    while (await taken(flipped.value)) flipped = flip(type, row.value, () => from + pick(to - from + 1));
    await client.query(`UPDATE ${table} SET ${column} = $1 WHERE ctid = $2`, [flipped.value, row.ctid]);
    return flipped;
  };
}

/** @param pick below a limit, or one of the column's own bits for 0 */
function flip(type: string, value: unknown, pick: (limit: number) => number): Flipped {
  switch (type) {
    case 'bytea': {
      const bytes = Buffer.from(value as Buffer);
      const bit = pick(bytes.length * 8);
      bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (0x80 >> (bit & 7));
      return {bit, value: bytes};
    }
    case 'uuid': {
      const digits = String(value).split('');
      const places = digits.flatMap((digit, at) => (digit === '-' ? [] : [at]));
      const bit = places[pick(places.length)] ?? 0;
      digits[bit] = (parseInt(digits[bit] ?? '0', 16) ^ (1 << pick(4))).toString(16);
      return {bit, value: digits.join('')};
    }
    case 'ARRAY':
      return {bit: 0, value: [...(value as string[]), 'x']};
    case 'text':
      return flipText((value as string | null) ?? '', pick);
    case 'timestamp with time zone': {
      const bit = pick(0);
      const moment = BigInt((value as Date).getTime()) ^ (1n << BigInt(bit));
      return {bit, value: new Date(Number(moment))};
    }
    default: {
      const bit = pick(0);
      return {bit, value: String(BigInt(value as string) ^ (1n << BigInt(bit)))};
    }
  }
}

/** PostgreSQL takes no NUL, and half of a surrogate is no character. */
function flipText(text: string, pick: (limit: number) => number): Flipped {
  if (text === '') return {bit: 0, value: 'x'};
  const place = pick(text.length);
  const code = text.charCodeAt(place);
  const bit = [pick(6), 0, 1].find((one) => (code ^ (1 << one)) !== 0) ?? 0;
  const value = text.slice(0, place) + String.fromCharCode(code ^ (1 << bit)) + text.slice(place + 1);
  return {bit: place, value};
}
