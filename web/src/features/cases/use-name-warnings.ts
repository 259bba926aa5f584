import {useDebouncedCallback} from '@mantine/hooks';
import {useMutation} from '@tanstack/react-query';
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
  /** It is being sent: nothing is asked about it any more. */
  readonly cancel: () => void;
} {
  const {data: found, mutate} = useMutation({mutationFn: ask});
  const look = useDebouncedCallback(mutate, PAUSE);
  return {warnings: faultsBelow('/data', found ?? []), look, cancel: look.cancel};
}
