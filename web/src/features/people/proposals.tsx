import {Button, Group, Paper, Text, Title} from '@mantine/core';
import {useMutation, useQuery, useQueryClient} from '@tanstack/react-query';
import type {ReactNode} from 'react';
import {call} from '../../api';
import {Lines, Trouble, agoInWords, inWords} from '../../layout';
import {proposalsQuery} from './people-queries';

/** Duties that somebody proposed and a second person has to grant. */
export function Proposals(): ReactNode {
  const client = useQueryClient();
  const {data: proposals = []} = useQuery(proposalsQuery);
  const decide = useMutation({
    mutationFn: ({id, decision}: {readonly id: string; readonly decision: 'granted' | 'declined'}) =>
      call('decideRoleProposal', {path: {id}, body: {decision}}),
    onSuccess: () => client.invalidateQueries({queryKey: ['people']}),
  });
  if (proposals.length === 0) return null;
  return (
    <section aria-labelledby="proposals">
      <Title order={2} id="proposals" mb="sm">
        Waiting for a second person
      </Title>
      {decide.error && <Trouble error={decide.error} />}
      <Lines label="Waiting for a second person">
        {proposals.map(({id, person, role, reason, proposedBy, proposedAt, mayDecide}) => (
          <Paper key={id} withBorder p="sm" component="li">
            <Group justify="space-between">
              <div>
                <Text fw={600}>
                  {person.displayName} as {inWords(role).toLowerCase()}
                </Text>
                <Text size="sm" c="dimmed">
                  {proposedBy.displayName}, {agoInWords(proposedAt)}: {reason}
                </Text>
              </div>
              {mayDecide ? (
                <Group gap="xs">
                  <Button
                    size="xs"
                    variant="default"
                    loading={decide.isPending}
                    onClick={() => {
                      decide.mutate({id, decision: 'declined'});
                    }}
                  >
                    Decline
                  </Button>
                  <Button
                    size="xs"
                    loading={decide.isPending}
                    onClick={() => {
                      decide.mutate({id, decision: 'granted'});
                    }}
                  >
                    Grant
                  </Button>
                </Group>
              ) : (
                <Text size="sm" c="dimmed">
                  somebody else has to decide
                </Text>
              )}
            </Group>
          </Paper>
        ))}
      </Lines>
    </section>
  );
}
