import {Badge, SimpleGrid, Stack, Text, Title} from '@mantine/core';
import {useQuery} from '@tanstack/react-query';
import type {ReactNode} from 'react';
import type {CaseSummary} from '../../api';
import {LinkButton, Loaded, Nothing, Page, daysUntil} from '../../layout';
import {CaseLines, casesQuery, earliestDue} from '../cases';
import {useRoles, useSession} from '../identity';
import {News} from './news';

/** What is one's own to do now, and what is due; nothing else. */
export function HomePage(): ReactNode {
  const {person} = useSession();
  const roles = useRoles();
  const mine = useQuery(casesQuery({turn: 'mine', settled: 'false', limit: 100}));
  return (
    <Page title="Home" heading={`Good day, ${person.displayName}`}>
      <Loaded query={mine}>{({items, next}) => <Turn cases={items} more={next !== null} />}</Loaded>
      {roles.has('coordinator') && <OthersLate />}
      <News />
      <section aria-labelledby="tell">
        <Stack gap="sm">
          <Title order={2} id="tell">
            Tell us something
          </Title>
          <SimpleGrid cols={{base: 1, sm: 3}}>
            <LinkButton to="/refer" variant="default">
              Refer a case
            </LinkButton>
            <LinkButton to="/refer?as=nearMiss" variant="default">
              Report a near miss
            </LinkButton>
            <LinkButton to="/refer?as=myself" variant="default">
              Report my own care
            </LinkButton>
          </SimpleGrid>
        </Stack>
      </section>
    </Page>
  );
}

const soonestFirst = (one: CaseSummary, other: CaseSummary): number =>
  (earliestDue(one) ?? '9') < (earliestDue(other) ?? '9') ? -1 : 1;

function Turn({cases, more}: {readonly cases: readonly CaseSummary[]; readonly more: boolean}): ReactNode {
  return (
    <section aria-labelledby="turn">
      <Stack gap="sm">
        <Title order={2} id="turn">
          Your turn{' '}
          {cases.length > 0 && (
            <Badge aria-label={`${String(cases.length)} cases`}>
              {cases.length}
              {more ? '+' : ''}
            </Badge>
          )}
        </Title>
        {cases.length === 0 ? (
          <Nothing title="Nothing waits for you.">
            When a case needs you, it stands here with what to do and by when.
          </Nothing>
        ) : (
          <CaseLines label="Your turn" cases={[...cases].sort(soonestFirst)} steps />
        )}
      </Stack>
    </section>
  );
}

/** For whoever chases the others. */
function OthersLate(): ReactNode {
  const open = useQuery(casesQuery({settled: 'false', limit: 100}));
  return (
    <Loaded query={open}>
      {({items}) => {
        const late = items.filter((one) => {
          const due = earliestDue(one);
          return one.next === null && due !== null && daysUntil(due) <= 2;
        });
        if (late.length === 0) return null;
        return (
          <section aria-labelledby="others">
            <Stack gap="sm">
              <div>
                <Title order={2} id="others">
                  Due soon from others
                </Title>
                <Text size="sm" c="dimmed">
                  They are reminded by themselves; a word from you may still help.
                </Text>
              </div>
              <CaseLines label="Due soon from others" cases={late.sort(soonestFirst)} />
            </Stack>
          </section>
        );
      }}
    </Loaded>
  );
}
