import {infiniteQueryOptions, queryOptions} from '@tanstack/react-query';
import {call} from '../../api';
import type {Finding} from '../../api';
import type {LogFilter} from './log-filter';

/** Page after page of events, newest first. */
export const eventPagesQuery = (filter: LogFilter) =>
  infiniteQueryOptions({
    queryKey: ['log', filter],
    queryFn: ({signal, pageParam}) =>
      call(
        'searchLog',
        {query: {...filter, limit: 50, ...(pageParam !== null && {cursor: pageParam})}},
        {signal},
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({next}) => next,
  });

export const whoSawQuery = (id: string) =>
  queryOptions({
    queryKey: ['log', 'who-saw', id],
    queryFn: ({signal}) => call('whoSaw', {path: {id}}, {signal}),
  });

export const seenByQuery = (id: string) =>
  queryOptions({
    queryKey: ['log', 'seen-by', id],
    queryFn: ({signal}) => call('seenBy', {path: {id}}, {signal}),
  });

export const findingsQuery = (state: Finding['state']) =>
  infiniteQueryOptions({
    queryKey: ['findings', state],
    queryFn: ({signal, pageParam}) =>
      call('listFindings', {query: {state, ...(pageParam !== null && {cursor: pageParam})}}, {signal}),
    initialPageParam: null as string | null,
    getNextPageParam: ({next}) => next,
  });

export const exportsQuery = infiniteQueryOptions({
  queryKey: ['exports'],
  queryFn: ({signal, pageParam}) =>
    call('listExports', {query: {...(pageParam !== null && {cursor: pageParam})}}, {signal}),
  initialPageParam: null as string | null,
  getNextPageParam: ({next}) => next,
});
