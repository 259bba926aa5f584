import {Alert, Badge, Group, Paper, Stack, Text} from '@mantine/core';
import {useInfiniteQuery} from '@tanstack/react-query';
import type {ReactNode} from 'react';
import {useLocation} from 'react-router';
import {Lines, LinkButton, Loaded, More, Nothing, Page, TextLink} from '../../layout';
import {casePagesQuery} from './case-queries';

/** What one has referred oneself, and how far it has come. */
export function ReferralsPage(): ReactNode {
  const referrals = useInfiniteQuery(casePagesQuery({referred: 'mine'}));
  const {state} = useLocation() as {state: unknown};
  const sent = typeof state === 'object' && state !== null && 'referred' in state;
  return (
    <Page
      title="My referrals"
      lead="You are told how far each has come, and no more: what is found out stays with those who review."
      aside={<LinkButton to="/refer">Refer a case</LinkButton>}
    >
      {sent && (
        <Alert color="green" title="Thank you. It has arrived." role="status">
          The quality office looks at it next. You need do nothing more.
        </Alert>
      )}
      <Loaded query={referrals}>
        {({pages}) => {
          const cases = pages.flatMap(({items}) => items);
          return cases.length === 0 ? (
            <Nothing title="You have not referred anything yet.">
              Did something go wrong, or nearly? <TextLink to="/refer">Tell the quality office</TextLink>; it
              takes two minutes.
            </Nothing>
          ) : (
            <Stack>
              <Lines label="My referrals">
                {cases.map((one) => (
                  <Paper key={one.id} component="li" withBorder p="sm" radius="md">
                    <Group justify="space-between">
                      <div>
                        <TextLink to={`/cases/${one.id}`} fw={600}>
                          {one.number}
                        </TextLink>
                        <Text size="sm" c="dimmed">
                          Your reference
                        </Text>
                      </div>
                      <Badge color={one.settled ? 'green' : 'blue'}>{one.stateTitle}</Badge>
                    </Group>
                  </Paper>
                ))}
              </Lines>
              <More query={referrals} />
            </Stack>
          );
        }}
      </Loaded>
    </Page>
  );
}
