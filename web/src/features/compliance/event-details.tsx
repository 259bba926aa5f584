import {Code, Stack, Text} from '@mantine/core';
import type {ReactNode} from 'react';
import type {EventItem} from '../../api';
import classes from './event-list.module.css';

/** Everything that the log holds of an event: where it stands, by which hash, under which purpose. */
export function EventDetails({item}: {readonly item: EventItem}): ReactNode {
  const {stream, number, leaf, hash, previous, event} = item;
  const facts: readonly (readonly [string, string])[] = [
    ['Stream', `${stream}, number ${String(number)}`],
    ['Leaf of the tree', String(leaf)],
    ['Hash', hash],
    ['Hash before it', previous],
    ...(event === null
      ? []
      : [
          ['Type', event.type] as const,
          ['Purpose', event.why] as const,
          ...(event.real === null ? [] : [['Done by', event.real] as const]),
          [
            'From',
            [event.where?.via, event.where?.address].filter(Boolean).join(', ') || 'not told',
          ] as const,
        ]),
  ];
  return (
    <Stack gap="xs" className={classes['details']}>
      <dl className={classes['facts']}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {event !== null && Object.keys(event.details).length > 0 && (
        <Code block>{JSON.stringify(event.details, null, 2)}</Code>
      )}
      {event === null && (
        <Text size="sm">What it recorded was lawfully disposed of. Its place in the log stays.</Text>
      )}
    </Stack>
  );
}
