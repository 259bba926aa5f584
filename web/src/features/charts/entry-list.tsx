import {Text} from '@mantine/core';
import type {ReactNode} from 'react';
import type {ChartEntry} from './chart-entry';
import classes from './entries.module.css';
import {EntryRow} from './entry-row';
import {StepByStep} from './step-by-step';

const STEP = 60;

/** Entries one below the other. */
export function EntryList({
  entries,
  label,
}: {
  readonly entries: readonly ChartEntry[];
  readonly label: string;
}): ReactNode {
  if (entries.length === 0)
    return (
      <Text size="sm" c="dimmed">
        Nothing.
      </Text>
    );
  return (
    <StepByStep items={entries} step={STEP}>
      {(shown) => (
        <ul className={classes['list']} aria-label={label}>
          {shown.map((entry) => (
            <EntryRow key={entry.id} entry={entry} />
          ))}
        </ul>
      )}
    </StepByStep>
  );
}
