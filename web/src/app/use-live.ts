import {useQueryClient} from '@tanstack/react-query';
import type {QueryClient, QueryKey} from '@tanstack/react-query';
import {useEffect, useState} from 'react';
import {attendance, signInAgain, watch} from '../api';
import type {Watch} from '../api';

/** Milliseconds without a connection after which one is told that what stands there may be old. */
const LONG = 30_000;

/** What one writes is one's own; it does not change under one's hands. */
const isDraft = ([, , part]: QueryKey): boolean => part === 'draft';
/** Each time it is asked for stands on record: it is asked for again when somebody opens it again. */
const isChart = ([, , part]: QueryKey): boolean => part === 'chart';

/** Milliseconds in which several changes are gathered: the lists are asked for once. */
const GATHERED = 250;

/** Asks again for what stands on the pages of these cases, null for all, and of the lists. Nobody need be there. */
function refresh(client: QueryClient, changed: ReadonlySet<string | null>): void {
  attendance.leave();
  for (const caseId of changed) refreshCase(client, caseId === null ? ['case'] : ['case', caseId]);
  for (const list of ['cases', 'inbox']) void client.invalidateQueries({queryKey: [list]});
}

function refreshCase(client: QueryClient, ofCase: QueryKey): void {
  void client.invalidateQueries({
    queryKey: ofCase,
    predicate: ({queryKey}) => !isDraft(queryKey) && !isChart(queryKey),
  });
  void client.invalidateQueries({
    queryKey: ofCase,
    predicate: ({queryKey}) => isChart(queryKey),
    refetchType: 'none',
  });
}

/**
 * Keeps the page up to date while it is in sight: the server says what has changed, and it is asked for as always.
 *
 * @returns whether the connection has been lost for so long that the page may be old
 */
export function useLive(): boolean {
  const client = useQueryClient();
  const [old, setOld] = useState(false);
  useEffect(() => {
    let current: Watch | null = null;
    let timer: number | undefined;
    let gathering: number | undefined;
    const changed = new Set<string | null>();
    /** Whether something may have been said that nobody heard: it is not said again. */
    let missed = document.visibilityState !== 'visible';
    const refreshSoon = (caseId: string | null): void => {
      changed.add(caseId);
      gathering ??= window.setTimeout(() => {
        gathering = undefined;
        refresh(client, changed);
        changed.clear();
      }, GATHERED);
    };
    const found = (): void => {
      window.clearTimeout(timer);
      timer = undefined;
      setOld(false);
    };
    const look = (): void => {
      const seen = document.visibilityState === 'visible';
      if (seen && current === null)
        current = watch({
          onChange: refreshSoon,
          onOpen: () => {
            found();
            if (missed) refreshSoon(null);
            missed = false;
          },
          onLost: () => {
            missed = true;
            timer ??= window.setTimeout(() => {
              setOld(true);
            }, LONG);
          },
        });
      if (!seen) {
        missed = true;
        current?.stop();
        current = null;
        window.clearTimeout(timer);
        timer = undefined;
      }
    };
    const again = (): void => {
      if (signInAgain.reason() === null) current?.now();
    };
    look();
    document.addEventListener('visibilitychange', look);
    window.addEventListener('online', again);
    const asked = signInAgain.subscribe(again);
    return () => {
      document.removeEventListener('visibilitychange', look);
      window.removeEventListener('online', again);
      asked();
      current?.stop();
      window.clearTimeout(timer);
      window.clearTimeout(gathering);
    };
  }, [client]);
  return old;
}
