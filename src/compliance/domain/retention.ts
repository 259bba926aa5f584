/** What is kept and disposed of by itself. `content` is everything sealed under the case's key, `log` the payloads of its streams. */
export const RECORD_CLASSES = ['content', 'chart', 'log', 'mail'] as const;
export type RecordClass = (typeof RECORD_CLASSES)[number];

/** Of policies: every programme that has none of its own for the class. */
export const EVERY_PROGRAMME = '*';

export interface Policy {
  readonly id: string;
  readonly class: RecordClass;
  readonly programme: string;
  /** From when the case was settled last. */
  readonly years: number;
}

export const HOLD_SCOPES = ['case', 'person', 'programme', 'all'] as const;
export type HoldScope = (typeof HOLD_SCOPES)[number];

/** What retention asks of a case. */
export interface Retained {
  readonly programme: string;
  readonly settled: boolean;
  readonly settledSince: Date;
  readonly held: boolean;
  /** Whether it has documents; without any there is no chart to keep. */
  readonly charted: boolean;
  /** Classes that went already. */
  readonly gone: readonly RecordClass[];
}

/**
 * Why a class of a case goes or stays: `due`; `gone` already; the case is still `open`; a legal hold (`held`); `noPolicy`
 * that counsel approved; its years are `notOver`; or the content must outlast the chart under the same key (`keptForChart`).
 */
export const VERDICTS = ['due', 'gone', 'open', 'held', 'noPolicy', 'notOver', 'keptForChart'] as const;
export type Verdict = (typeof VERDICTS)[number];

export interface Judgement {
  readonly class: RecordClass;
  readonly verdict: Verdict;
  readonly policy: string | null;
  /** When its years are over. */
  readonly until: Date | null;
}

/** Judges every class of a case. A hold beats any policy; without a policy nothing ever goes. */
export function judge(retained: Retained, policies: readonly Policy[], now: Date): Judgement[] {
  const judged = RECORD_CLASSES.map((name) => judgeClass(name, retained, {policies, now}));
  const chart = judged.find((one) => one.class === 'chart')?.verdict;
  const chartGoes = !retained.charted || chart === 'due' || chart === 'gone';
  return judged.map((one) =>
    one.class === 'content' && one.verdict === 'due' && !chartGoes ? {...one, verdict: 'keptForChart'} : one,
  );
}

function judgeClass(
  name: RecordClass,
  {programme, settled, settledSince, held, gone}: Retained,
  {policies, now}: {policies: readonly Policy[]; now: Date},
): Judgement {
  const ofClass = policies.filter((policy) => policy.class === name);
  const policy =
    ofClass.find((one) => one.programme === programme) ??
    ofClass.find((one) => one.programme === EVERY_PROGRAMME);
  const until = policy && settled ? yearsAfter(settledSince, policy.years) : null;
  const verdict = (): Verdict => {
    if (gone.includes(name)) return 'gone';
    if (!settled) return 'open';
    if (held) return 'held';
    if (!until) return 'noPolicy';
    return until <= now ? 'due' : 'notOver';
  };
  return {class: name, verdict: verdict(), policy: policy?.id ?? null, until};
}

/** As PostgreSQL adds years: the 29th of February becomes the 28th. */
function yearsAfter(date: Date, years: number): Date {
  const later = new Date(date);
  later.setUTCFullYear(date.getUTCFullYear() + years);
  if (later.getUTCMonth() !== date.getUTCMonth()) later.setUTCDate(0);
  return later;
}
