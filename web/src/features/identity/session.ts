import {queryOptions, useMutation, useQuery, useQueryClient, useSuspenseQuery} from '@tanstack/react-query';
import {ProblemError, call} from '../../api';
import type {Session} from '../../api';
import type {Role} from './roles';

/** Who is signed in, or null. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({signal}): Promise<Session | null> => {
    try {
      return await call('showSession', {}, {signal, atTheDoor: true});
    } catch (error) {
      if (error instanceof ProblemError && error.code === 'unauthenticated') return null;
      throw error;
    }
  },
  staleTime: 5 * 60_000,
});

export const useSessionQuery = () => useQuery(sessionQuery);

/** Who is signed in; only within what `RequireSession` shows. */
export function useSession(): Session {
  const {data} = useSuspenseQuery(sessionQuery);
  if (data === null) throw new Error('nobody is signed in here');
  return data;
}

export const useRoles = (): ReadonlySet<Role> => new Set(useSession().roles);

/** Takes over a session that was opened or renewed. */
export function useSessionTaken(): (session: Session) => void {
  const client = useQueryClient();
  return (session) => {
    const before = client.getQueryData(sessionQuery.queryKey);
    // What somebody else was shown is not kept for the next one.
    if (before && before.person.id !== session.person.id) client.clear();
    client.setQueryData(sessionQuery.queryKey, session);
  };
}

export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => call('signOut', {}, {atTheDoor: true}),
    onSettled: () => {
      client.clear();
      // A new page: nothing of what was shown remains in memory.
      window.location.assign('/sign-in');
    },
  });
}
