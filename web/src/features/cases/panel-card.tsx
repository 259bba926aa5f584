import {Badge, Group, Paper, Stack, Text, Title} from '@mantine/core';
import type {ReactNode} from 'react';
import type {Preview} from '../../api';
import {inWords} from '../../layout';

type Panel = NonNullable<Preview['panel']>;

/** Why somebody cannot decide; a relation without words of its own is shown as it is called. */
const reasons: Readonly<Record<string, string>> = {
  subject: 'it is their care',
  conflicted: 'in conflict',
  recused: 'recused',
  offeredReviewer: 'asked to review it',
  acceptedReviewer: 'reviews it',
  outcomeReviewer: 'reviews it',
};

/** Who decides as things are entered: present, out, how many are needed and whether they are there. By the server's rule. */
export function PanelCard({panel: {required, present, out, quorum}}: {readonly panel: Panel}): ReactNode {
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="panel">
      <Stack gap="xs">
        <Group justify="space-between" gap="xs">
          <Title order={2} size="h3" id="panel">
            Who decides
          </Title>
          <Badge color={quorum ? 'green' : 'amber'}>{quorum ? 'Quorum' : 'No quorum yet'}</Badge>
        </Group>
        <Text role="status">
          {present.length} present and free to decide, {required} needed
        </Text>
        {present.length > 0 && <Text size="sm">Present: {present.map(({name}) => name).join(', ')}</Text>}
        {out.length > 0 && (
          <Text size="sm">
            Cannot decide:{' '}
            {out
              .map(({person, relation}) => `${person.name} (${reasons[relation] ?? inWords(relation)})`)
              .join(', ')}
          </Text>
        )}
      </Stack>
    </Paper>
  );
}
