import {Button, Group, Paper, Stack, Text, Title} from '@mantine/core';
import {useMutation, useQuery, useQueryClient} from '@tanstack/react-query';
import type {ReactNode} from 'react';
import {call} from '../../api';
import type {InboxItem} from '../../api';
import {Lines, TextLink, agoInWords} from '../../layout';

/** What stands under "your turn" already needs no second line. */
const SAID_ALREADY: ReadonlySet<string> = new Set(['yourTurn']);

/** Notices that were not read yet. */
export function News(): ReactNode {
  const client = useQueryClient();
  const inbox = useQuery({
    queryKey: ['inbox'],
    queryFn: async ({signal}) => (await call('listInbox', {query: {limit: 50}}, {signal})).items,
  });
  const read = useMutation({
    mutationFn: async (items: readonly InboxItem[]) => {
      for (const {id} of items) await call('markNoticeRead', {path: {id}});
    },
    onSettled: () => client.invalidateQueries({queryKey: ['inbox']}),
  });
  const news = (inbox.data ?? []).filter(({readAt, kind}) => readAt === null && !SAID_ALREADY.has(kind));
  if (news.length === 0) return null;
  return (
    <section aria-labelledby="news">
      <Stack gap="sm">
        <Group justify="space-between">
          <Title order={2} id="news">
            News
          </Title>
          <Button
            variant="subtle"
            size="xs"
            loading={read.isPending}
            onClick={() => {
              read.mutate(news);
            }}
          >
            Mark as read
          </Button>
        </Group>
        <Lines label="News">
          {news.slice(0, 10).map(({id, title, caseId, createdAt}) => (
            <Paper key={id} component="li" withBorder p="sm">
              <Group justify="space-between" gap="xs">
                <Text size="sm">
                  {caseId === null ? title : <TextLink to={`/cases/${caseId}`}>{title}</TextLink>}
                </Text>
                <Text size="sm" c="dimmed">
                  {agoInWords(createdAt)}
                </Text>
              </Group>
            </Paper>
          ))}
        </Lines>
      </Stack>
    </section>
  );
}
