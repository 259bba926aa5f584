import {Stack} from '@mantine/core';
import {useInfiniteQuery} from '@tanstack/react-query';
import type {ReactNode} from 'react';
import {useSearchParams} from 'react-router';
import {LinkButton, Loaded, More, Nothing, Page} from '../../layout';
import {EventList} from './event-list';
import {ExportEvents} from './export-events';
import {filterIn} from './log-filter';
import {LogFilters} from './log-filters';
import {eventPagesQuery} from './log-queries';

/** The log, asked by time, kind, person and case; the question stands in the address. */
export function LogPage(): ReactNode {
  const [search] = useSearchParams();
  const filter = filterIn(search);
  const events = useInfiniteQuery(eventPagesQuery(filter));
  const oneCase = filter.case;
  const onePerson = filter.who;
  return (
    <Page
      title="Log"
      lead="Every change, every look at case content, every refusal and every sign-in. Your own questions are on record too."
      aside={<ExportEvents filter={filter} />}
    >
      <Stack gap="md">
        <LogFilters />
        {oneCase !== undefined && (
          <div>
            <LinkButton to={`/log/cases/${oneCase}`} variant="default" size="xs">
              Who saw this case
            </LinkButton>
          </div>
        )}
        {onePerson !== undefined && (
          <div>
            <LinkButton to={`/log/people/${onePerson}`} variant="default" size="xs">
              What this person saw
            </LinkButton>
          </div>
        )}
        <Loaded query={events}>
          {({pages}) => {
            const found = pages.flatMap(({items}) => items);
            if (found.length === 0)
              return (
                <Nothing title="Nothing of the kind is on record.">Take a filter away to see more.</Nothing>
              );
            return (
              <Stack>
                <EventList events={found} />
                <More query={events} />
              </Stack>
            );
          }}
        </Loaded>
      </Stack>
    </Page>
  );
}
