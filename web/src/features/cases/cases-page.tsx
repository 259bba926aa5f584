import {Stack} from '@mantine/core';
import {useInfiniteQuery, useQuery} from '@tanstack/react-query';
import type {ReactNode} from 'react';
import {useSearchParams} from 'react-router';
import {useRoles} from '../identity';
import {LinkButton, Loaded, More, Nothing, Page} from '../../layout';
import {CaseBoard} from './case-board';
import {CaseFilters} from './case-filters';
import {filterIn} from './case-filter';
import {CaseTable} from './case-table';
import {casePagesQuery, workflowsQuery} from './case-queries';
import {SavedViews} from './saved-views';

/** All cases that one may know of, as a table or a board; what is chosen stands in the address. */
export function CasesPage(): ReactNode {
  const [search] = useSearchParams();
  const board = search.get('view') === 'board';
  const filter = filterIn(search);
  const workflows = useQuery(workflowsQuery);
  const cases = useInfiniteQuery(casePagesQuery({...filter, limit: board ? 100 : 50}));
  return (
    <Page
      title="Cases"
      aside={
        useRoles().has('coordinator') && (
          <LinkButton to="/cases/import" variant="default">
            Import referrals
          </LinkButton>
        )
      }
    >
      <Loaded query={workflows}>
        {(processes) => (
          <Stack gap="md">
            <CaseFilters processes={processes} />
            <SavedViews />
            <Loaded query={cases}>
              {({pages}) => {
                const found = pages.flatMap(({items}) => items);
                if (found.length === 0)
                  return <Nothing title="No case is like that.">Take a filter away to see more.</Nothing>;
                return (
                  <Stack>
                    {board ? (
                      <CaseBoard cases={found} processes={processes} />
                    ) : (
                      <CaseTable cases={found} processes={processes} />
                    )}
                    <More query={cases} />
                  </Stack>
                );
              }}
            </Loaded>
          </Stack>
        )}
      </Loaded>
    </Page>
  );
}
