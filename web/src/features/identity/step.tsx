import {Button, Group, Stack, Text} from '@mantine/core';
import type {ReactNode} from 'react';
import {Trouble} from '../../layout';

interface StepProps {
  readonly lead?: ReactNode;
  readonly submit: string;
  readonly pending: boolean;
  /** What the server said to the last attempt. */
  readonly error: unknown;
  readonly onSubmit: () => void;
  readonly onCancel?: () => void;
  /** Fields. */
  readonly children: ReactNode;
}

/** One step of signing in, or of proving that it is still oneself. */
export function Step({lead, submit, pending, error, onSubmit, onCancel, children}: StepProps): ReactNode {
  const button = (
    <Button type="submit" loading={pending}>
      {submit}
    </Button>
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        // Over a page with a form of its own.
        event.stopPropagation();
        onSubmit();
      }}
    >
      <Stack>
        {lead !== undefined && (
          <Text size="sm" component="div">
            {lead}
          </Text>
        )}
        {error !== null && <Trouble error={error} />}
        {children}
        {onCancel ? (
          <Group justify="flex-end">
            <Button variant="default" onClick={onCancel}>
              Cancel
            </Button>
            {button}
          </Group>
        ) : (
          button
        )}
      </Stack>
    </form>
  );
}
