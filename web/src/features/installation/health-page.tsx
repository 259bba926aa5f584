import {Alert, Paper, Text} from '@mantine/core';
import {useQuery, useQueryClient} from '@tanstack/react-query';
import type {ReactNode} from 'react';
import {call} from '../../api';
import {Lines, Loaded, Page, inWords, moment} from '../../layout';

/** Whether everything runs, and what needs somebody. */
export function HealthPage(): ReactNode {
  const client = useQueryClient();
  const concerns = useQuery({
    queryKey: ['concerns'],
    queryFn: async ({signal, queryKey}) => {
      // After the first time the page asks by itself.
      const unattended = client.getQueryData(queryKey) !== undefined;
      return (await call('listConcerns', {}, {signal, unattended})).items;
    },
    refetchInterval: 60_000,
  });
  return (
    <Page title="Health" lead="What needs somebody while the work goes on.">
      <Loaded query={concerns}>
        {(items) =>
          items.length === 0 ? (
            <Alert color="green" title="Everything runs." role="status" />
          ) : (
            <Lines label="What needs somebody">
              {items.map(({topic, text, since}) => (
                <Paper key={`${topic} ${since}`} withBorder p="md" component="li">
                  <Text fw={600}>{inWords(topic)}</Text>
                  <Text size="sm">{text}</Text>
                  <Text size="sm" c="dimmed">
                    since {moment(since)}
                  </Text>
                </Paper>
              ))}
            </Lines>
          )
        }
      </Loaded>
    </Page>
  );
}
