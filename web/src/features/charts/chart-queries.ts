import {queryOptions} from '@tanstack/react-query';
import {call} from '../../api';
import type {ChartPage} from '../../api';
import type {Chart, ChartEntry} from './chart-entry';

const MOST_A_PAGE = 1000;

/** All of a case's chart, page after page. Each time it is asked for stands on record, so it is kept while it is read. */
export const chartQuery = (caseId: string) =>
  queryOptions({
    queryKey: ['case', caseId, 'chart'],
    queryFn: async ({signal}): Promise<Chart> => {
      const entries: ChartEntry[] = [];
      let cursor: string | null = null;
      for (;;) {
        const query = {limit: MOST_A_PAGE, ...(cursor !== null && {cursor})};
        const page: ChartPage = await call('showChart', {path: {id: caseId}, query}, {signal});
        entries.push(...page.entries);
        if (page.next === null) return {...page, entries};
        cursor = page.next;
      }
    },
    staleTime: 30 * 60_000,
  });

/** A file as it may be seen. It is forgotten with the page that shows it. */
export const fileQuery = (caseId: string, documentId: string) =>
  queryOptions({
    queryKey: ['file', caseId, documentId],
    queryFn: async ({signal}) => {
      const path = {id: caseId, documentId};
      const found: unknown = await call('downloadDocument', {path}, {signal});
      return found instanceof Blob ? found : new Blob([String(found)], {type: 'text/plain'});
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });
