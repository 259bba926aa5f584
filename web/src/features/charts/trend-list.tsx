import {Text} from '@mantine/core';
import {useMemo, useState} from 'react';
import type {ReactNode} from 'react';
import type {ChartEntry} from './chart-entry';
import classes from './entries.module.css';
import {FindingValue} from './finding-value';
import {timeOf} from './reading';
import {StepByStep} from './step-by-step';
import {TrendPlot} from './trend-plot';
import {TrendTable} from './trend-table';
import {trendsOf} from './trends';
import type {Trend} from './trends';

const STEP = 60;

/** What was measured: the latest of each with its course; opened, the plot and every value in a table. */
export function TrendList({
  entries,
  label,
}: {
  readonly entries: readonly ChartEntry[];
  readonly label: string;
}): ReactNode {
  const trends = useMemo(() => trendsOf(entries), [entries]);
  return (
    <StepByStep items={trends} step={STEP}>
      {(shown) => (
        <ul className={classes['episodes']} aria-label={label}>
          {shown.map((trend) => (
            <li key={trend.key}>
              <TrendCard trend={trend} />
            </li>
          ))}
        </ul>
      )}
    </StepByStep>
  );
}

function TrendCard({trend}: {readonly trend: Trend}): ReactNode {
  const [open, setOpen] = useState(false);
  const {title, values} = trend;
  const latest = values.at(-1);
  if (!latest) return null;
  return (
    <details
      className={classes['episode']}
      onToggle={(event) => {
        setOpen(event.currentTarget.open);
      }}
    >
      <summary className={classes['trend']}>
        <span className={classes['episodeTitle']}>
          {title}
          <Text span size="xs" c="dimmed">
            {' '}
            {values.length === 1 ? '1 value' : `${String(values.length)} values`}
          </Text>
        </span>
        <span className={classes['latest']}>
          <FindingValue finding={latest.finding} />
          <Text span size="xs" c="dimmed" display="block">
            {timeOf(latest.entry.at)}
          </Text>
        </span>
        <span className={classes['spark']}>{!open && <TrendPlot trend={trend} small />}</span>
      </summary>
      {open && (
        <div className={classes['inside']}>
          <TrendPlot trend={trend} />
          <TrendTable trend={trend} />
        </div>
      )}
    </details>
  );
}
