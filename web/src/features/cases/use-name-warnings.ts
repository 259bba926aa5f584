import {useMutation} from '@tanstack/react-query';
import {useEffect, useRef} from 'react';
import type {NameWarning} from '../../api';
import {faultsBelow} from '../../forms';
import type {Data, Faults} from '../../forms';

/** Milliseconds after the last change. */
const PAUSE = 800;

/**
 * Where a text names somebody whom those who judge must not know: asked of the server a pause after the last change, and
 * shown beside the field before anything is sent. An answer that does not come keeps nobody from sending.
 */
export function useNameWarnings(ask: (data: Data) => Promise<readonly NameWarning[]>): {
  readonly warnings: Faults;
  readonly look: (data: Data) => void;
} {
  const {data: found, mutate} = useMutation({mutationFn: ask});
  const timer = useRef<number | undefined>(undefined);
  useEffect(
    () => () => {
      window.clearTimeout(timer.current);
    },
    [],
  );
  return {
    warnings: faultsBelow('/data', found ?? []),
    look: (data) => {
      window.clearTimeout(timer.current);
      timer.current = window.setTimeout(mutate, PAUSE, data);
    },
  };
}
