import {QueryClient} from '@tanstack/react-query';
import {NoAnswerError} from './problem-error';

/** What was asked is kept in this page's memory alone, and asked again when somebody comes back to it. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      gcTime: 5 * 60_000,
      retry: (failures, error) => failures < 2 && error instanceof NoAnswerError,
    },
    // Without a connection it fails, and says so: nobody locks a review a while after they have gone.
    mutations: {retry: false, networkMode: 'always'},
  },
});
