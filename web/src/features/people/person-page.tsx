import {Button, Group, Paper, Stack, Text, Title} from '@mantine/core';
import {useMutation, useQuery, useQueryClient} from '@tanstack/react-query';
import type {ReactNode} from 'react';
import {useParams} from 'react-router';
import {call} from '../../api';
import type {ListedPerson} from '../../api';
import {Loaded, Page, Trouble} from '../../layout';
import {AccessForm} from './access-form';
import {AccountBadge} from './account-badge';
import {Duties} from './duties';
import {personQuery} from './people-queries';

/** One person: who they are, their duties, their way in. */
export function PersonPage(): ReactNode {
  const {id = ''} = useParams();
  const found = useQuery(personQuery(id));
  return found.data ? (
    <Shown person={found.data} />
  ) : (
    <Page title="Person">
      <Loaded query={found}>{() => null}</Loaded>
    </Page>
  );
}

function Shown({person}: {readonly person: ListedPerson}): ReactNode {
  const {displayName, email, account, physician, npi, specialty, department} = person;
  const facts = [
    physician ? 'physician' : null,
    specialty,
    department,
    npi === null ? null : `NPI ${npi}`,
  ].filter(Boolean);
  return (
    <Page
      title="Person"
      heading={
        <Group gap="sm">
          {displayName}
          <AccountBadge account={account} />
        </Group>
      }
      lead={[email, ...facts].join(' · ')}
    >
      <Stack gap="xl" className="measure">
        <Duties person={person} />
        <WayIn person={person} />
      </Stack>
    </Page>
  );
}

function WayIn({person: {id, account, secondFactor}}: {readonly person: ListedPerson}): ReactNode {
  const client = useQueryClient();
  const invite = useMutation({
    mutationFn: () => call('invitePerson', {path: {id}}),
    onSuccess: () => client.invalidateQueries({queryKey: ['people']}),
  });
  return (
    <section aria-labelledby="way-in">
      <Stack gap="sm">
        <Title order={2} id="way-in">
          Way in
        </Title>
        <Text size="sm">
          {secondFactor ? 'A second factor is set up.' : 'No second factor is set up.'} Whoever forgets a
          password has a link mailed from the page to sign in: nobody else ever knows or sets it.
        </Text>
        {invite.error && <Trouble error={invite.error} />}
        {account === 'invited' && (
          <Paper withBorder p="md">
            <Group justify="space-between">
              <Text size="sm">They have not chosen a password yet.</Text>
              <Button
                variant="default"
                loading={invite.isPending}
                onClick={() => {
                  invite.mutate();
                }}
              >
                {invite.isSuccess ? 'Sent; send again' : 'Mail an invitation'}
              </Button>
            </Group>
          </Paper>
        )}
        {account !== 'invited' && <AccessForm id={id} disabled={account === 'disabled'} />}
      </Stack>
    </section>
  );
}
