import {Alert, Button, Code, List, Stack, Text} from '@mantine/core';
import type {ReactNode} from 'react';

interface RecoveryCodesProps {
  /** What was set up. */
  readonly title: string;
  /** None where there are some already. */
  readonly codes: readonly string[];
  readonly onDone: () => void;
}

/** What comes of a new second factor: with the first of them the recovery codes, shown once. */
export function RecoveryCodes({title, codes, onDone}: RecoveryCodesProps): ReactNode {
  return (
    <Stack>
      <Alert color="green" title={title} />
      {codes.length > 0 && (
        <>
          <Text size="sm">
            Keep these recovery codes where you will find them without your device. Each can be used once, and
            they are not shown again.
          </Text>
          <List listStyleType="none" aria-label="Recovery codes">
            {codes.map((one) => (
              <List.Item key={one}>
                <Code>{one}</Code>
              </List.Item>
            ))}
          </List>
        </>
      )}
      <Button onClick={onDone}>{codes.length > 0 ? 'I have kept them' : 'Go on'}</Button>
    </Stack>
  );
}
