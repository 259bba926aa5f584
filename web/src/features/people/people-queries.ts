import {infiniteQueryOptions, queryOptions} from '@tanstack/react-query';
import {call} from '../../api';

/** Page after page of everybody who works here. */
export const peopleQuery = infiniteQueryOptions({
  queryKey: ['people'],
  queryFn: ({signal, pageParam}) =>
    call('listPeople', {query: {limit: 100, ...(pageParam !== null && {cursor: pageParam})}}, {signal}),
  initialPageParam: null as string | null,
  getNextPageParam: ({next}) => next,
});

export const personQuery = (id: string) =>
  queryOptions({
    queryKey: ['people', id],
    queryFn: ({signal}) => call('showPerson', {path: {id}}, {signal}),
  });

export const proposalsQuery = queryOptions({
  queryKey: ['people', 'proposals'],
  queryFn: ({signal}) => call('listRoleProposals', {}, {signal}),
});
