import {Paper, Stack, Text, Title} from '@mantine/core';
import {useEffect} from 'react';
import type {ReactNode} from 'react';

interface DoorProps {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly children: ReactNode;
}

/** A page before the sign-in: one narrow card. */
export function Door({title, lead, children}: DoorProps): ReactNode {
  useEffect(() => {
    document.title = `${title} · Collegium`;
  }, [title]);
  return (
    <main
      style={{
        minHeight: '100dvh',
        display: 'grid',
        placeItems: 'center',
        padding: 16,
        background: 'var(--collegium-ground)',
      }}
    >
      <Stack w="100%" maw={420} gap="md">
        <Text fw={700} size="lg">
          Collegium
        </Text>
        <Paper withBorder p="lg">
          <Stack>
            <div>
              <Title order={1}>{title}</Title>
              {lead !== undefined && (
                <Text c="dimmed" mt={4} component="div">
                  {lead}
                </Text>
              )}
            </div>
            {children}
          </Stack>
        </Paper>
        <Text size="sm" c="dimmed">
          Confidential peer review. For learning, not for blame.
        </Text>
      </Stack>
    </main>
  );
}
