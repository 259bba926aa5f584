import {Alert, Button, Group, Loader, Paper, Stack, Text} from '@mantine/core';
import {useMutation, useQuery, useQueryClient} from '@tanstack/react-query';
import type {ReactNode} from 'react';
import {call} from '../../api';
import type {LogAnswer} from '../../api';
import {Loaded, Page, TextLink, Trouble, moment} from '../../layout';

const KEY = ['verification'];
/** How often to ask while a check is under way, milliseconds. */
const ASK_AGAIN = 2000;

/** Whether the log is whole: green, or red with the reason. */
export function VerificationPage(): ReactNode {
  const client = useQueryClient();
  const known = useQuery({
    queryKey: KEY,
    queryFn: ({signal, queryKey}) =>
      call('showLogVerification', {}, {signal, unattended: client.getQueryData(queryKey) !== undefined}),
    refetchInterval: ({state}) => (state.data?.runningSince ? ASK_AGAIN : false),
  });
  const begin = useMutation({
    mutationFn: () => call('beginLogVerification', {}),
    onSuccess: (now) => {
      client.setQueryData(KEY, now);
    },
  });
  return (
    <Page
      title="Is the log whole?"
      lead="Every entry, chain, tile and checkpoint is computed anew and held against the others, and against the checkpoints that were exported."
    >
      <Loaded query={known}>
        {({runningSince, last}) => (
          <Stack gap="md" className="measure">
            {runningSince !== null && (
              <Paper withBorder p="md" role="status">
                <Group gap="sm">
                  <Loader size="sm" aria-hidden="true" />
                  <Text>
                    Being checked since {moment(runningSince)}. You can leave this page; the answer stays
                    here.
                  </Text>
                </Group>
              </Paper>
            )}
            {runningSince === null && last !== null && <Answer last={last} />}
            {begin.error && <Trouble error={begin.error} />}
            {runningSince === null && (
              <Group>
                <Button
                  loading={begin.isPending}
                  onClick={() => {
                    begin.mutate();
                  }}
                >
                  {last === null ? 'Check it' : 'Check it again'}
                </Button>
              </Group>
            )}
            <Text size="sm" c="dimmed">
              This is the server’s own word. Whoever does not trust it checks an export with a key and a
              checkpoint that were kept elsewhere: <code>collegium audit verify</code>.{' '}
              <TextLink to="/log?type=logVerified" size="sm">
                Earlier checks
              </TextLink>
            </Text>
          </Stack>
        )}
      </Loaded>
    </Page>
  );
}

function Answer({last: {at, outcome, size, first}}: {readonly last: LogAnswer}): ReactNode {
  if (outcome === 'whole')
    return (
      <Alert color="green" title={`The log is whole: ${String(size ?? 0)} entries.`} role="status">
        Checked {moment(at)}.
      </Alert>
    );
  if (first === null)
    return (
      <Alert color="amber" title="The check came to no end." role="alert">
        Try again; if it happens once more, tell whoever runs Collegium: the program’s own log says why.
      </Alert>
    );
  return (
    <Alert
      color="red"
      title={`The log was tampered with: entry ${String(first.index)} is ${first.kind}.`}
      role="alert"
    >
      <Stack gap="xs">
        <Text size="sm">{first.detail}</Text>
        <Text size="sm">
          Checked {moment(at)}. Change nothing, keep the exported checkpoints safe, and tell whoever runs
          Collegium and your counsel.
        </Text>
      </Stack>
    </Alert>
  );
}
