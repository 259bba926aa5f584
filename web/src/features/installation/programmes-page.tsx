import {Code, Paper, Stack, Text, Title} from '@mantine/core';
import {useQuery} from '@tanstack/react-query';
import type {ReactNode} from 'react';
import {call} from '../../api';
import type {WorkflowSummary} from '../../api';
import {Loaded, Page, day} from '../../layout';
import {ProcessWay} from '../cases';

/** The programmes in force: their stages, versions and fingerprints. */
export function ProgrammesPage(): ReactNode {
  const found = useQuery({
    queryKey: ['workflows'],
    queryFn: ({signal}) => call('listWorkflows', {}, {signal}),
  });
  return (
    <Page
      title="Programmes"
      lead="Each is a definition that was checked before it came into force. A case keeps the version that it began under."
    >
      <Loaded query={found}>
        {(programmes) => (
          <Stack gap="lg">
            {programmes.map((programme) => (
              <Programme key={programme.id} programme={programme} />
            ))}
          </Stack>
        )}
      </Loaded>
    </Page>
  );
}

function Programme({
  programme: {id, title, current, versions},
}: {
  readonly programme: WorkflowSummary;
}): ReactNode {
  return (
    <Paper withBorder p="md">
      <Title order={2} mb="sm">
        {title}
      </Title>
      {current !== null && <ProcessWay id={id} version={current} />}
      <Stack gap={4} mt="md">
        {versions.map(({version, hash, registeredAt}) => (
          <Text key={version} size="sm" style={{overflowWrap: 'anywhere'}}>
            Version {version}
            {version === current && ' (in force)'}, checked and taken in on {day(registeredAt)}:{' '}
            <Code>{hash.slice(0, 16)}</Code>
          </Text>
        ))}
      </Stack>
    </Paper>
  );
}
