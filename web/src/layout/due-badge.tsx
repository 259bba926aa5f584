import {Badge} from '@mantine/core';
import type {ReactNode} from 'react';
import {daysUntil, dueInWords, moment} from './dates';

function colourOf(days: number): 'red' | 'amber' | 'gray' {
  if (days < 0) return 'red';
  return days <= 2 ? 'amber' : 'gray';
}

/** When something is due: in words, never by colour alone. */
export function DueBadge({due}: {readonly due: string}): ReactNode {
  return (
    <Badge color={colourOf(daysUntil(due))} title={moment(due)} style={{flexShrink: 0}}>
      {dueInWords(due)}
    </Badge>
  );
}
