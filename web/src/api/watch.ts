import {places} from './generated';

/** Milliseconds before another try, after the server refused one: it may have stopped, or the sign-in ended. */
const FIRST_PAUSE = 2_000;
const LONGEST_PAUSE = 60_000;

interface WatchOptions {
  /** A case of which there is something new; null when one is out of sight. */
  readonly onChange: (caseId: string | null) => void;
  readonly onOpen: () => void;
  readonly onLost: () => void;
}

export interface Watch {
  /** Tries at once, where it waits for another try. */
  readonly now: () => void;
  readonly stop: () => void;
}

/** Waits for word of changes for as long as it is not stopped, however often the connection is lost. */
export function watch({onChange, onOpen, onLost}: WatchOptions): Watch {
  const [, address] = places.watch;
  let source: EventSource | null = null;
  let timer: number | undefined;
  let pause = FIRST_PAUSE;
  let stopped = false;

  const open = (): void => {
    window.clearTimeout(timer);
    source?.close();
    source = new EventSource(address);
    source.addEventListener('open', () => {
      pause = FIRST_PAUSE;
      onOpen();
    });
    source.addEventListener('changed', ({data}: MessageEvent<string>) => {
      onChange((JSON.parse(data) as {case: string | null}).case);
    });
    source.addEventListener('error', () => {
      onLost();
      // What was merely broken off the browser opens again by itself; what was refused it does not.
      if (source?.readyState !== EventSource.CLOSED || stopped) return;
      window.clearTimeout(timer);
      timer = window.setTimeout(open, pause);
      pause = Math.min(pause * 2, LONGEST_PAUSE);
    });
  };
  open();
  return {
    now: () => {
      if (!stopped && source?.readyState !== EventSource.OPEN) open();
    },
    stop: () => {
      stopped = true;
      window.clearTimeout(timer);
      source?.close();
    },
  };
}
