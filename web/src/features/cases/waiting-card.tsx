import {Group, Paper, Stack, Text, Title} from '@mantine/core';
import type {ReactNode} from 'react';
import type {Case} from '../../api';
import {DueBadge, agoInWords, moment} from '../../layout';
import {roleInWords} from './waiting';

/** Whose turn it is, since when, and by when. */
export function WaitingCard({shown}: {readonly shown: Case}): ReactNode {
  if (shown.waitingFor.length === 0) return null;
  return (
    <Paper withBorder p="md">
      <Title order={2} size="h3" mb="xs">
        Waits for
      </Title>
      <Stack gap="sm">
        {shown.waitingFor.map(({role, since, due}) => (
          <div key={role}>
            <Group justify="space-between" gap="xs">
              <Text size="sm" fw={600}>
                {roleInWords(role)}
              </Text>
              {due !== null && <DueBadge due={due} />}
            </Group>
            <Text size="xs" c="dimmed">
              since {agoInWords(since)}
              {due !== null && `, by ${moment(due)}`}
            </Text>
          </div>
        ))}
      </Stack>
    </Paper>
  );
}
