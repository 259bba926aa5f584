import {Button, Group, Paper, Stack, Text, Textarea} from '@mantine/core';
import {useMutation, useQueryClient} from '@tanstack/react-query';
import {useState} from 'react';
import type {ReactNode} from 'react';
import {call} from '../../api';
import type {Finding} from '../../api';
import {TextLink, Trouble, moment} from '../../layout';

const rules: Readonly<Record<Finding['rule'], string>> = {
  outsideRole: 'Outside the role’s pattern',
  afterHours: 'After hours',
  volume: 'Far more than usual',
};

const answers = [
  ['explained', 'It is explained'],
  ['confirmed', 'It should not have been'],
] as const;

/** One finding, with the means to explain or confirm it. */
export function FindingCard({finding}: {readonly finding: Finding}): ReactNode {
  const {rule, who, since, until, evidence, state, reason, changedBy} = finding;
  return (
    <Paper withBorder p="md" component="li">
      <Stack gap="xs">
        <Group justify="space-between">
          <Text fw={600}>{rules[rule]}</Text>
          <Text size="sm" c="dimmed">
            {moment(since)} to {moment(until)}
          </Text>
        </Group>
        <Text size="sm">
          {who === null ? 'Somebody' : <TextLink to={`/log/people/${who.id}`}>{who.name}</TextLink>}:{' '}
          {evidence.because} ({evidence.count} events)
        </Text>
        {reason !== null && (
          <Text size="sm">
            {changedBy?.name ?? 'Somebody'}: “{reason}”
          </Text>
        )}
        {state === 'open' && <Answer finding={finding} />}
      </Stack>
    </Paper>
  );
}

function Answer({finding: {id}}: {readonly finding: Finding}): ReactNode {
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const change = useMutation({
    mutationFn: (state: (typeof answers)[number][0]) =>
      call('changeFinding', {path: {id}, body: {state, reason: reason.trim()}}),
    onSuccess: () => client.invalidateQueries({queryKey: ['findings']}),
  });
  const unready = reason.trim() === '' || change.isPending;
  return (
    <Stack gap="xs" className="measure">
      <Textarea
        label="What you found out"
        description="Needed for either answer; it goes on record under your name."
        autosize
        minRows={2}
        value={reason}
        onChange={(event) => {
          setReason(event.currentTarget.value);
        }}
      />
      {change.error && <Trouble error={change.error} />}
      <Group gap="xs">
        {answers.map(([state, label]) => (
          <Button
            key={state}
            variant="default"
            size="sm"
            disabled={unready}
            loading={change.isPending && change.variables === state}
            onClick={() => {
              change.mutate(state);
            }}
          >
            {label}
          </Button>
        ))}
      </Group>
    </Stack>
  );
}
