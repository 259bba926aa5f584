import {Button, Group, Paper, Stack, TextInput} from '@mantine/core';
import {useMutation, useQueryClient} from '@tanstack/react-query';
import {useState} from 'react';
import type {ReactNode} from 'react';
import {call} from '../../api';
import {AskOnce, Trouble} from '../../layout';

interface AccessFormProps {
  readonly id: string;
  readonly disabled: boolean;
}

/** Closes an account, or opens it again, for a reason that stands in the log. */
export function AccessForm({id, disabled}: AccessFormProps): ReactNode {
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const [asking, setAsking] = useState(false);
  const change = useMutation({
    mutationFn: () => call('changeAccess', {path: {id}, body: {disabled: !disabled, reason: reason.trim()}}),
    onSuccess: async () => {
      setReason('');
      await client.invalidateQueries({queryKey: ['people']});
    },
  });
  const label = disabled ? 'Open the account again' : 'Close the account';
  return (
    <Paper withBorder p="md">
      <Stack gap="sm">
        <TextInput
          label={disabled ? 'Why it may be opened again' : 'Why it is closed'}
          value={reason}
          onChange={(event) => {
            setReason(event.currentTarget.value);
          }}
        />
        {change.error && <Trouble error={change.error} />}
        <Group>
          <Button
            variant="default"
            disabled={reason.trim() === ''}
            loading={change.isPending}
            onClick={() => {
              if (disabled) change.mutate();
              else setAsking(true);
            }}
          >
            {label}
          </Button>
        </Group>
      </Stack>
      <AskOnce
        opened={asking}
        title={label}
        what="They are signed out everywhere at once, and their tokens end. What they have done stays on record; cases that wait for them go on waiting."
        yes={label}
        onYes={() => {
          setAsking(false);
          change.mutate();
        }}
        onNo={() => {
          setAsking(false);
        }}
      />
    </Paper>
  );
}
