import {useEffect, useEffectEvent, useRef, useState} from 'react';
import {NoAnswerError, ProblemError, call, told} from '../../api';
import type {Draft, NameWarning} from '../../api';
import type {Data} from '../../forms';

/** Milliseconds after the last change, and before another try after one that failed. */
const PAUSE = 1200;
const FIRST_RETRY = 2_000;
const LONGEST_RETRY = 30_000;

interface AutosaveOptions {
  readonly caseId: string;
  readonly type: string;
  readonly enabled: boolean;
  readonly kept: Draft | null;
}

export type SaveState =
  | {readonly kind: 'saved'; readonly at: string | null}
  | {readonly kind: 'saving'}
  | {readonly kind: 'unsaved'; readonly why: string}
  /** Another page of the same person has saved since; nothing is written over before they choose. */
  | {readonly kind: 'other'; readonly other: Draft};

export interface Autosave {
  readonly state: SaveState;
  readonly warnings: readonly NameWarning[];
  readonly change: (data: Data) => void;
  /** Saves what is to be sent for good. @returns whether it may be: not over a newer draft that nobody looked at */
  readonly settle: (data: Data) => Promise<boolean>;
  /** Nothing is kept from now on: it was sent for good. */
  readonly stop: () => void;
  readonly keepOwn: () => void;
  readonly takeOther: () => void;
  /** Whether leaving would lose what was entered. */
  readonly atRisk: () => boolean;
}

/** Whether the same may succeed a little later. */
const mayPass = (error: unknown): boolean =>
  error instanceof NoAnswerError ||
  (error instanceof ProblemError && (error.status >= 500 || error.status === 429));

/** Keeps a form as a draft on the server, a moment after the last change; in the page alone while that fails, never in the browser's storage. */
export function useAutosave({caseId, type, enabled, kept}: AutosaveOptions): Autosave {
  const [state, setState] = useState<SaveState>({kind: 'saved', at: kept?.savedAt ?? null});
  const [warnings, setWarnings] = useState<readonly NameWarning[]>(kept?.warnings ?? []);
  const unsaved = useRef<Data | null>(null);
  /** What lies on the server, as far as this page knows; null for nothing. */
  const known = useRef<string | null>(kept?.version ?? null);
  const sent = useRef('');
  const other = useRef<Draft | null>(null);
  const failed = useRef(false);
  const retry = useRef(FIRST_RETRY);
  const timer = useRef<number | undefined>(undefined);
  const running = useRef<Promise<void>>(Promise.resolve());
  const stopped = useRef(!enabled);
  /** Nobody is on the page any more: what fails now is lost, as they were told. */
  const gone = useRef(false);
  const path = {id: caseId, type};

  const lies = (draft: Draft): void => {
    known.current = draft.version;
    failed.current = false;
    retry.current = FIRST_RETRY;
    setWarnings(draft.warnings);
    setState({kind: 'saved', at: draft.savedAt});
  };
  const put = async (data: Data): Promise<void> => {
    sent.current = JSON.stringify(data);
    lies(await call('saveDraft', {path, body: {data}}, {unattended: true, version: known.current}));
    if (unsaved.current === data) unsaved.current = null;
  };
  /** Something lies there that this page does not know: its own, of which it was not told, or another page's. */
  const meet = async (data: Data): Promise<void> => {
    const found = await call('showDraft', {path}, {unattended: true});
    if (!found) {
      known.current = null;
      await put(data);
      return;
    }
    if (JSON.stringify(found.data) === sent.current || JSON.stringify(found.data) === JSON.stringify(data)) {
      known.current = found.version;
      await put(data);
      return;
    }
    other.current = found;
    setState({kind: 'other', other: found});
  };
  const save = async (): Promise<void> => {
    const data = unsaved.current;
    if (data === null || stopped.current || other.current !== null) return;
    if (!failed.current) setState({kind: 'saving'});
    const before = sent.current;
    try {
      await put(data).catch(async (error: unknown) => {
        if (!(error instanceof ProblemError) || error.code !== 'stale') throw error;
        sent.current = before;
        await meet(data);
      });
    } catch (error) {
      failed.current = true;
      setState({kind: 'unsaved', why: told(error).message});
      if (gone.current || !mayPass(error)) return;
      window.clearTimeout(timer.current);
      timer.current = window.setTimeout(begin, retry.current);
      retry.current = Math.min(retry.current * 2, LONGEST_RETRY);
    }
  };
  const begin = (): Promise<void> => {
    window.clearTimeout(timer.current);
    running.current = running.current.then(save);
    return running.current;
  };

  // Closing the page loses what is not saved: the browser asks.
  const ask = useEffectEvent((event: BeforeUnloadEvent): void => {
    if (unsaved.current !== null && !stopped.current) event.preventDefault();
  });
  const saveNow = useEffectEvent((): void => {
    void begin();
  });
  useEffect(() => {
    const leaving = (event: BeforeUnloadEvent): void => {
      ask(event);
    };
    const online = (): void => {
      saveNow();
    };
    gone.current = false;
    window.addEventListener('beforeunload', leaving);
    window.addEventListener('online', online);
    return () => {
      gone.current = true;
      window.removeEventListener('beforeunload', leaving);
      window.removeEventListener('online', online);
      saveNow();
    };
  }, []);

  /** The choice was made: from now on this page knows what lies there. */
  const chosen = (): Draft | null => {
    const found = other.current;
    other.current = null;
    known.current = found?.version ?? null;
    return found;
  };
  return {
    state,
    warnings,
    change: (data) => {
      if (stopped.current) return;
      unsaved.current = data;
      window.clearTimeout(timer.current);
      timer.current = window.setTimeout(() => void begin(), PAUSE);
    },
    settle: async (data) => {
      if (stopped.current) return true;
      unsaved.current = data;
      await begin();
      return other.current === null;
    },
    stop: () => {
      stopped.current = true;
      window.clearTimeout(timer.current);
    },
    keepOwn: () => {
      chosen();
      void begin();
    },
    takeOther: () => {
      const found = chosen();
      unsaved.current = null;
      if (found) lies(found);
    },
    atRisk: () => unsaved.current !== null && !stopped.current && (failed.current || other.current !== null),
  };
}
