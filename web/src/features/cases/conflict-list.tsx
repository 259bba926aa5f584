import {Badge, Group, Paper, Text, Title} from '@mantine/core';
import {useQuery} from '@tanstack/react-query';
import type {ReactNode} from 'react';
import {Lines, inWords} from '../../layout';
import {conflictsQuery} from './case-queries';

/** Conflicts of interest with their evidence, as far as one may know them. */
export function ConflictList({caseId}: {readonly caseId: string}): ReactNode {
  const {data: conflicts = []} = useQuery(conflictsQuery(caseId));
  if (conflicts.length === 0) return null;
  return (
    <Paper withBorder p="md">
      <Title order={2} size="h3" mb="xs">
        Conflicts of interest
      </Title>
      <Lines label="Conflicts of interest">
        {conflicts.map(({person, kind, source, blocks, evidence}) => (
          <li key={`${person.id} ${kind} ${source}`}>
            <Group gap="xs" justify="space-between">
              <Text size="sm" fw={600}>
                {person.name}
              </Text>
              <Badge color={blocks ? 'red' : 'gray'}>
                {blocks ? 'may not judge' : 'for your information'}
              </Badge>
            </Group>
            <Text size="sm">{inWords(kind)}</Text>
            <Text size="xs" c="dimmed" style={{overflowWrap: 'anywhere'}}>
              {evidence}
            </Text>
          </li>
        ))}
      </Lines>
    </Paper>
  );
}
