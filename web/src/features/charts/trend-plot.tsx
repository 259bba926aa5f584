import type {ReactNode} from 'react';
import classes from './trend-plot.module.css';
import type {PlotPoint} from './plot-scale';
import {plotOf} from './plot-scale';
import {timeOf} from './reading';
import {rounded, trendInWords, valueInWords} from './trends';
import type {Trend} from './trends';

const SMALL = {width: 96, height: 22};
const LARGE = {width: 480, height: 120};
/** Around the large one: numbers to its left, times below it. */
const LEFT = 48;
const AROUND = 10;
const BELOW = 24;

interface TrendPlotProps {
  readonly trend: Trend;
  /** A mere line, for a row. */
  readonly small?: boolean;
}

/** The course of a value: the reference range as a band, abnormal values by their shape. The table says the same in words. */
export function TrendPlot({trend, small = false}: TrendPlotProps): ReactNode {
  const plot = plotOf(trend, small ? SMALL : LARGE);
  if (!plot) return null;
  const line = plot.points.map(({x, y}) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ');
  if (small)
    return (
      <svg viewBox="-4 -4 104 30" className={classes['small']} aria-hidden="true">
        <polyline points={line} className={classes['line']} />
        {plot.points.slice(-1).map((point) => (
          <Point key={point.index} point={point} />
        ))}
      </svg>
    );
  const [first, last] = [plot.points[0], plot.points.at(-1)];
  const {width, height} = LARGE;
  return (
    <svg
      viewBox={`${String(-LEFT)} ${String(-AROUND)} ${String(width + LEFT + AROUND)} ${String(height + AROUND + BELOW)}`}
      className={classes['plot']}
      role="img"
      aria-label={trendInWords(trend, timeOf)}
    >
      {plot.band && (
        <rect
          x={0}
          width={width}
          y={plot.band.top}
          height={Math.max(plot.band.bottom - plot.band.top, 1)}
          className={classes['band']}
        />
      )}
      {plot.ticks.map(({y, value}) => (
        <g key={value}>
          <line x1={0} x2={width} y1={y} y2={y} className={classes['tick']} />
          <text x={-8} y={y + 4} textAnchor="end" className={classes['axis']}>
            {rounded(value)}
          </text>
        </g>
      ))}
      <polyline points={line} className={classes['line']} />
      {plot.points.map((point) => (
        <Point key={point.index} point={point}>
          {`${timeOf(point.measured.entry.at)}: ${valueInWords(point.measured.finding)}`}
        </Point>
      ))}
      <text x={0} y={height + 20} className={classes['axis']}>
        {timeOf(first?.measured.entry.at ?? null)}
      </text>
      <text x={width} y={height + 20} textAnchor="end" className={classes['axis']}>
        {timeOf(last?.measured.entry.at ?? null)}
      </text>
    </svg>
  );
}

/** A dot; a triangle that points where an abnormal value lies; else a diamond. */
function Point({
  point: {x, y, mark},
  children,
}: {
  readonly point: PlotPoint;
  readonly children?: string;
}): ReactNode {
  const title = children === undefined ? null : <title>{children}</title>;
  if (mark === null)
    return (
      <circle cx={x} cy={y} r={3} className={classes['point']}>
        {title}
      </circle>
    );
  const shape = {high: '0,-6 5.5,4 -5.5,4', low: '0,6 5.5,-4 -5.5,-4', abnormal: '0,-6 6,0 0,6 -6,0'}[mark];
  return (
    <polygon
      points={shape}
      transform={`translate(${x.toFixed(1)} ${y.toFixed(1)})`}
      className={classes['amiss']}
    >
      {title}
    </polygon>
  );
}
