import {Paper, Text, Title} from '@mantine/core';
import type {ReactNode} from 'react';
import type {Case} from '../../api';
import classes from './case-page.module.css';
import {readersInWords, sharedInWords} from './readers-in-words';

/** Who else may read one's own words, or what was released to one. */
export function ReadersCard({shown: {sharedWith}}: {readonly shown: Case}): ReactNode {
  if (sharedWith.length === 0) return null;
  return (
    <Paper withBorder p="md">
      <Title order={2} size="h3" mb="xs">
        Who may read it
      </Title>
      <dl className={classes['rows']} style={{gridTemplateColumns: 'minmax(0, 1fr)', gap: 10}}>
        {sharedWith.map(({compartment, relations}) => (
          <div key={compartment}>
            <dt>{sharedInWords(compartment)}</dt>
            <dd>{readersInWords(relations)}</dd>
          </div>
        ))}
      </dl>
      <Text size="xs" c="dimmed" mt="xs">
        By the rules of this programme, and nobody else. Who opens it is on record. Compliance may open it for
        a reason that is put on record, and whoever presides is told.
      </Text>
    </Paper>
  );
}
