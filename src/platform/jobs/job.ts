/** Work that is to follow a commit. The payload holds ids alone: the queue is not encrypted. */
export interface JobOrder {
  readonly organisation: string;
  /** Chooses the handler, e.g. `mail`. */
  readonly kind: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly dueAt: Date;
}

/** A job as it was claimed. */
export interface Job extends JobOrder {
  readonly id: string;
  /** Attempts that have failed so far. */
  readonly attempts: number;
}
