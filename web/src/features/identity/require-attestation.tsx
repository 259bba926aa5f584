import {Anchor, Button, Group, Paper, Stack, Text} from '@mantine/core';
import {queryOptions, useMutation, useQuery, useQueryClient} from '@tanstack/react-query';
import type {ReactNode} from 'react';
import {Outlet} from 'react-router';
import {call} from '../../api';
import type {Attestation} from '../../api';
import {Loaded, Page, Trouble} from '../../layout';
import {useSignOut} from './session';

const attestationQuery = queryOptions({
  queryKey: ['attestation'],
  queryFn: ({signal}) => call('showAttestation', {}, {signal}),
  staleTime: 5 * 60_000,
});

/** Whoever has a duty that bears cases signs once a year; until then the text stands in the place of every page. */
export function RequireAttestation(): ReactNode {
  const attestation = useQuery(attestationQuery);
  return (
    <Loaded query={attestation}>
      {(found) => (found.due ? <Signing attestation={found} /> : <Outlet />)}
    </Loaded>
  );
}

function Signing({attestation}: {readonly attestation: Attestation}): ReactNode {
  const {title, text, provenance, version} = attestation;
  const client = useQueryClient();
  const signOut = useSignOut();
  const sign = useMutation({
    mutationFn: () => call('attest', {body: {version}}),
    onSuccess: () => client.invalidateQueries(),
  });
  return (
    <main id="main" style={{padding: 24, maxWidth: 760, margin: '0 auto'}}>
      <Page title="Before you go on" heading={title} lead="Everyone who sees cases signs this once a year.">
        <Stack>
          <Paper withBorder p="md">
            <Text className="prose">{text}</Text>
            <Text size="sm" c="dimmed" mt="md">
              {provenance}
            </Text>
          </Paper>
          {sign.error && <Trouble error={sign.error} />}
          <Group justify="space-between">
            <Button
              loading={sign.isPending}
              onClick={() => {
                sign.mutate();
              }}
            >
              I agree, and sign for a year
            </Button>
            <Anchor
              component="button"
              type="button"
              underline="always"
              onClick={() => {
                signOut.mutate();
              }}
            >
              Sign out instead
            </Anchor>
          </Group>
        </Stack>
      </Page>
    </main>
  );
}
