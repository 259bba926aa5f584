import {Button, Group, Stack, Text} from '@mantine/core';
import type {ReactNode} from 'react';
import {Dialogue} from './dialogue';

interface AskOnceProps {
  readonly opened: boolean;
  readonly title: string;
  /** What will happen. */
  readonly what: string;
  readonly yes: string;
  readonly onYes: () => void;
  readonly onNo: () => void;
}

/** Says what will happen, and asks once. */
export function AskOnce({opened, title, what, yes, onYes, onNo}: AskOnceProps): ReactNode {
  return (
    <Dialogue opened={opened} onClose={onNo} title={title}>
      <Stack>
        <Text>{what}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onNo} data-autofocus>
            Not yet
          </Button>
          <Button onClick={onYes}>{yes}</Button>
        </Group>
      </Stack>
    </Dialogue>
  );
}
