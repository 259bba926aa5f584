import type {Mark, Range} from './abnormality';
import type {Measured, Trend} from './trends';

export interface PlotPoint {
  readonly x: number;
  readonly y: number;
  readonly mark: Mark | null;
  readonly measured: Measured;
  /** Place among the points. */
  readonly index: number;
}

export interface Plot {
  readonly points: readonly PlotPoint[];
  /** Top and bottom of the reference range within the plot; null where there is none. */
  readonly band: {readonly top: number; readonly bottom: number} | null;
  readonly ticks: readonly {readonly y: number; readonly value: number}[];
}

export interface Box {
  readonly width: number;
  readonly height: number;
}

/** Places of a trend's dated numbers in a box whose y grows downwards; fewer than two make no plot. */
export function plotOf({values, range}: Trend, {width, height}: Box): Plot | null {
  const dated = values.flatMap((measured) => {
    const {minute, finding, abnormality} = measured;
    return minute === null || finding.quantity === null
      ? []
      : [{minute, value: finding.quantity.value, mark: abnormality?.mark ?? null, measured}];
  });
  const [first, last] = [dated[0], dated.at(-1)];
  if (!first || !last || dated.length < 2) return null;
  const ticks = ticksFor(
    extent(
      dated.map(({value}) => value),
      range,
    ),
  );
  const [low, high] = [ticks[0] ?? 0, ticks.at(-1) ?? 1];
  const time = last.minute - first.minute;
  const xOf = (minute: number): number => (time === 0 ? width / 2 : ((minute - first.minute) / time) * width);
  const yOf = (value: number): number =>
    height - ((Math.min(Math.max(value, low), high) - low) / (high - low)) * height;
  return {
    points: dated.map(({minute, value, ...rest}, index) => ({x: xOf(minute), y: yOf(value), ...rest, index})),
    band: range && {top: yOf(range.high ?? high), bottom: yOf(range.low ?? low)},
    ticks: ticks.map((value) => ({y: yOf(value), value})),
  };
}

/** What the axis has to reach: the values, and the reference range where it lies near enough to leave them readable. */
function extent(values: readonly number[], range: Range | null): readonly [number, number] {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const room = Math.max(most - least, Math.abs(most) * 0.1, Number.EPSILON) * 3;
  const near = [range?.low, range?.high].filter(
    (bound): bound is number => typeof bound === 'number' && bound >= least - room && bound <= most + room,
  );
  return [Math.min(least, ...near), Math.max(most, ...near)];
}

/** Round numbers that enclose an extent: two to six of them. */
export function ticksFor([least, most]: readonly [number, number]): number[] {
  const span = most - least || Math.abs(most) || 1;
  const rough = span / 3;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power;
  const [first, last] = [Math.floor(least / step), Math.ceil(most / step)];
  const count = Math.max(last - first, 1);
  return Array.from({length: count + 1}, (_, index) => Number(((first + index) * step).toPrecision(12)));
}
