import {useDebouncedCallback} from '@mantine/hooks';
import {useMutation} from '@tanstack/react-query';
import {useState} from 'react';
import type {Preview} from '../../api';
import {faultsBelow} from '../../forms';
import type {Data, Faults} from '../../forms';

/** Milliseconds after the last change. */
const PAUSE = 800;
/** The same where nobody types. */
const SHORT_PAUSE = 150;

/**
 * What the server says beforehand, asked a pause after the last change: where a text names somebody whom those who judge must
 * not know, shown beside the field, and who would decide. An answer that does not come keeps nobody from sending.
 */
export function usePreview(
  ask: (data: Data) => Promise<Preview>,
  {
    typed = true,
    offered = true,
  }: {
    readonly typed?: boolean;
    /** Nothing is asked about what cannot be done any more: the refusal would go on record. */
    readonly offered?: boolean;
  } = {},
): {
  readonly warnings: Faults;
  readonly panel: Preview['panel'];
  readonly look: (data: Data) => void;
  /** It is being sent: nothing is asked about it any more. */
  readonly cancel: () => void;
} {
  // The last answer stands until there is another: a card that comes and goes moves what is being ticked.
  const [found, setFound] = useState<Preview | null>(null);
  const {mutate} = useMutation({mutationFn: ask});
  const look = useDebouncedCallback(
    (data: Data) => {
      if (offered) mutate(data, {onSuccess: setFound});
    },
    typed ? PAUSE : SHORT_PAUSE,
  );
  return {
    warnings: faultsBelow('/data', found?.warnings ?? []),
    panel: found?.panel,
    look,
    cancel: look.cancel,
  };
}
