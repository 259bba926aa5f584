import {Button, Group, NativeSelect, Paper, Stack, Text, TextInput, Title} from '@mantine/core';
import {useMutation, useQueryClient} from '@tanstack/react-query';
import {useState} from 'react';
import type {ReactNode} from 'react';
import {call} from '../../api';
import type {ListedPerson} from '../../api';
import {AskOnce, Trouble, inWords} from '../../layout';
import {duties} from '../identity';
import type {Duty} from '../identity';

type HeldRole = ListedPerson['roles'][number];

/** What somebody does here; a duty that bears cases is proposed, and granted by a second person. */
export function Duties({person}: {readonly person: ListedPerson}): ReactNode {
  return (
    <section aria-labelledby="duties">
      <Stack gap="sm">
        <Title order={2} id="duties">
          Duties
        </Title>
        {person.roles.length === 0 && <Text size="sm">None yet.</Text>}
        {person.roles.map((held) => (
          <HeldDuty key={`${held.role} ${held.committeeId ?? ''}`} personId={person.id} held={held} />
        ))}
        <Proposal person={person} />
      </Stack>
    </section>
  );
}

function HeldDuty({personId, held}: {readonly personId: string; readonly held: HeldRole}): ReactNode {
  const client = useQueryClient();
  const [reason, setReason] = useState<string | null>(null);
  const [asking, setAsking] = useState(false);
  const end = useMutation({
    mutationFn: (why: string) => call('endRole', {body: {personId, ...held, reason: why}}),
    onSuccess: () => client.invalidateQueries({queryKey: ['people']}),
  });
  return (
    <Paper withBorder p="sm">
      <Group justify="space-between">
        <Text fw={600}>
          {inWords(held.role)}
          {held.committeeId !== null && (
            <Text span c="dimmed" fw={400} size="sm">
              {' '}
              of one committee
            </Text>
          )}
        </Text>
        {reason === null && (
          <Button
            variant="subtle"
            size="xs"
            onClick={() => {
              setReason('');
            }}
          >
            End
          </Button>
        )}
      </Group>
      {end.error && <Trouble error={end.error} />}
      {reason !== null && (
        <Group align="flex-end" mt="xs">
          <TextInput
            label="Why it ends"
            style={{flex: 1}}
            value={reason}
            onChange={(event) => {
              setReason(event.currentTarget.value);
            }}
          />
          <Button
            variant="default"
            disabled={reason.trim() === ''}
            loading={end.isPending}
            onClick={() => {
              setAsking(true);
            }}
          >
            End it
          </Button>
        </Group>
      )}
      <AskOnce
        opened={asking}
        title={`End the duty: ${inWords(held.role).toLowerCase()}?`}
        what="They lose it at once, and see no more of what it alone let them see. What they have done stays on record. To have it again it must be proposed, and granted by a second person."
        yes="End it"
        onYes={() => {
          setAsking(false);
          end.mutate(reason?.trim() ?? '');
        }}
        onNo={() => {
          setAsking(false);
        }}
      />
    </Paper>
  );
}

function Proposal({person}: {readonly person: ListedPerson}): ReactNode {
  const client = useQueryClient();
  const [role, setRole] = useState<Duty>('reviewer');
  const [reason, setReason] = useState('');
  const propose = useMutation({
    mutationFn: () => call('proposeRole', {body: {personId: person.id, role, reason: reason.trim()}}),
    onSuccess: async () => {
      setReason('');
      await client.invalidateQueries({queryKey: ['people']});
    },
  });
  return (
    <Paper withBorder p="md">
      <Stack gap="sm">
        <Text size="sm">
          A duty is proposed here and granted by a second person; the chair is told of every duty that bears
          cases.
        </Text>
        <NativeSelect
          label="Duty"
          value={role}
          onChange={(event) => {
            setRole(event.currentTarget.value as Duty);
          }}
          data={duties.map((value) => ({value, label: inWords(value)}))}
        />
        <TextInput
          label="Why they should have it"
          value={reason}
          onChange={(event) => {
            setReason(event.currentTarget.value);
          }}
        />
        {propose.error && <Trouble error={propose.error} />}
        {propose.isSuccess && (
          <Text size="sm" role="status">
            Proposed; it waits for a second person.
          </Text>
        )}
        <Group>
          <Button
            variant="default"
            disabled={reason.trim() === ''}
            loading={propose.isPending}
            onClick={() => {
              propose.mutate();
            }}
          >
            Propose
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}
