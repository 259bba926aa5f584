import {infiniteQueryOptions, queryOptions} from '@tanstack/react-query';
import {call} from '../../api';
import type {Case, OfferedAction, Operations} from '../../api';

export type CaseFilter = NonNullable<Operations['listCases']['query']>;

export const caseQuery = (id: string) =>
  queryOptions({queryKey: ['case', id], queryFn: ({signal}) => call('showCase', {path: {id}}, {signal})});

export const historyQuery = (id: string) =>
  queryOptions({
    queryKey: ['case', id, 'history'],
    queryFn: async ({signal}) => (await call('showHistory', {path: {id}}, {signal})).items,
  });

export const conflictsQuery = (id: string) =>
  queryOptions({
    queryKey: ['case', id, 'conflicts'],
    queryFn: ({signal}) => call('listConflicts', {path: {id}}, {signal}),
  });

export const casesQuery = (filter: CaseFilter) =>
  queryOptions({
    queryKey: ['cases', filter],
    queryFn: ({signal}) => call('listCases', {query: filter}, {signal}),
  });

/** Page after page of cases. */
export const casePagesQuery = (filter: CaseFilter) =>
  infiniteQueryOptions({
    queryKey: ['cases', 'pages', filter],
    queryFn: ({signal, pageParam}) =>
      call('listCases', {query: {...filter, ...(pageParam !== null && {cursor: pageParam})}}, {signal}),
    initialPageParam: null as string | null,
    getNextPageParam: ({next}) => next,
  });

/** One's own views of the list. */
export const viewsQuery = queryOptions({
  queryKey: ['views'],
  queryFn: ({signal}) => call('listViews', {}, {signal}),
  staleTime: 60_000,
});

export const programmesQuery = queryOptions({
  queryKey: ['programmes'],
  queryFn: ({signal}) => call('listProgrammes', {}, {signal}),
  staleTime: 5 * 60_000,
});

export const workflowsQuery = queryOptions({
  queryKey: ['workflows'],
  queryFn: ({signal}) => call('listWorkflows', {}, {signal}),
  staleTime: Number.POSITIVE_INFINITY,
});

export const definitionQuery = ({id, version}: {readonly id: string; readonly version: string}) =>
  queryOptions({
    queryKey: ['workflows', id, version],
    queryFn: ({signal}) => call('showWorkflowVersion', {path: {id, version}}, {signal}),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** What a version of an instrument asked. */
export const instrumentQuery = ({id, version}: {readonly id: string; readonly version: string}) =>
  queryOptions({
    queryKey: ['instruments', id, version],
    queryFn: ({signal}) => call('showInstrument', {path: {id, version}}, {signal}),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** One's own draft of an action's form, or null. */
export const draftQuery = (id: string, type: string) =>
  queryOptions({
    queryKey: ['case', id, 'draft', type],
    queryFn: ({signal}) => call('showDraft', {path: {id, type}}, {signal}),
    staleTime: 0,
    gcTime: 0,
  });

/** Whether one sees charts or files of the case. */
export const hasChart = ({content}: Case): boolean => content.some(({kind}) => kind === 'document');

export const actionOf = ({allowedActions}: Case, type: string): OfferedAction | undefined =>
  allowedActions.find((action) => action.type === type);
