import {useEffect, useEffectEvent, useRef, useState} from 'react';
import {call, told} from '../../api';
import type {Draft, NameWarning} from '../../api';
import type {Data} from '../../forms';

const PAUSE = 1200;

interface AutosaveOptions {
  readonly caseId: string;
  readonly type: string;
  readonly enabled: boolean;
  readonly kept: Draft | null;
}

export type SaveState =
  | {readonly kind: 'saved'; readonly at: string | null}
  | {readonly kind: 'saving'}
  | {readonly kind: 'unsaved'; readonly why: string};

export interface Autosave {
  readonly state: SaveState;
  readonly warnings: readonly NameWarning[];
  readonly change: (data: Data) => void;
  /** Waits until nothing is on its way. */
  readonly settle: () => Promise<void>;
  /** Nothing is kept from now on: it was sent for good. */
  readonly stop: () => void;
}

/** Keeps a form as a draft on the server, a moment after the last change; in the page alone while that fails, never in the browser's storage. */
export function useAutosave({caseId, type, enabled, kept}: AutosaveOptions): Autosave {
  const [state, setState] = useState<SaveState>({kind: 'saved', at: kept?.savedAt ?? null});
  const [warnings, setWarnings] = useState<readonly NameWarning[]>(kept?.warnings ?? []);
  const unsaved = useRef<Data | null>(null);
  const timer = useRef<number | undefined>(undefined);
  const running = useRef<Promise<void>>(Promise.resolve());
  const stopped = useRef(!enabled);

  const save = async (): Promise<void> => {
    const data = unsaved.current;
    if (data === null || stopped.current) return;
    setState({kind: 'saving'});
    try {
      const saved = await call('saveDraft', {path: {id: caseId, type}, body: {data}}, {unattended: true});
      setWarnings(saved.warnings);
      if (unsaved.current === data) unsaved.current = null;
      setState({kind: 'saved', at: saved.savedAt});
    } catch (error) {
      setState({kind: 'unsaved', why: told(error).message});
    }
  };
  const begin = (): void => {
    running.current = running.current.then(save);
  };

  // Closing the page loses what is not saved: the browser asks.
  const ask = useEffectEvent((event: BeforeUnloadEvent): void => {
    if (unsaved.current !== null && !stopped.current) event.preventDefault();
  });
  const saveNow = useEffectEvent((): void => {
    window.clearTimeout(timer.current);
    begin();
  });
  useEffect(() => {
    const leaving = (event: BeforeUnloadEvent): void => {
      ask(event);
    };
    const online = (): void => {
      saveNow();
    };
    window.addEventListener('beforeunload', leaving);
    window.addEventListener('online', online);
    return () => {
      window.removeEventListener('beforeunload', leaving);
      window.removeEventListener('online', online);
      saveNow();
    };
  }, []);

  return {
    state,
    warnings,
    change: (data) => {
      if (stopped.current) return;
      unsaved.current = data;
      window.clearTimeout(timer.current);
      timer.current = window.setTimeout(begin, PAUSE);
    },
    settle: async () => {
      window.clearTimeout(timer.current);
      await running.current;
    },
    stop: () => {
      stopped.current = true;
      window.clearTimeout(timer.current);
    },
  };
}
