import {Text} from '@mantine/core';
import type {ReactNode} from 'react';
import type {HistoryEntry} from '../../api';
import {moment} from '../../layout';
import classes from './timeline.module.css';
import {roleInWords} from './waiting';

/** What was done to the case, latest first. */
export function Timeline({entries}: {readonly entries: readonly HistoryEntry[]}): ReactNode {
  if (entries.length === 0)
    return (
      <Text size="sm" c="dimmed">
        Nothing that you may see.
      </Text>
    );
  return (
    <ol className={classes['timeline']} reversed>
      {entries.toReversed().map((entry) => (
        <li key={`${entry.at} ${entry.type}`} className={classes['entry']}>
          <Text size="sm" fw={600}>
            {entry.title}
          </Text>
          <Text size="sm" c="dimmed">
            {[moment(entry.at), whoOf(entry)].filter(Boolean).join(' · ')}
          </Text>
          {entry.hash !== undefined && (
            <Text size="xs" c="dimmed" ff="monospace" style={{overflowWrap: 'anywhere'}}>
              No. {entry.number} {entry.hash}
            </Text>
          )}
        </li>
      ))}
    </ol>
  );
}

function whoOf({own, by, as}: HistoryEntry): string {
  if (own) return 'you';
  if (by) return by.name;
  return as === null ? '' : roleInWords(as);
}
