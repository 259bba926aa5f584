/** How the database differs from what was exported of it. */
export type PublishedFault = 'rolled_back' | 'forked' | 'unknown_key' | 'unreadable';

export interface PublishedMismatch {
  readonly organisation: string;
  readonly fault: PublishedFault;
  /** Entries of the exported checkpoint, where it can be read. */
  readonly exported: number | null;
  /** Entries of the last checkpoint in the database. */
  readonly stored: number;
  /** The organisation's folder of exported checkpoints. */
  readonly folder: string;
}

const told: Readonly<Record<PublishedFault, (mismatch: PublishedMismatch) => string>> = {
  rolled_back: ({exported, stored}) =>
    `was rolled back: ${exported ?? 0} entries were exported, and this database has ${stored}. It is an older copy`,
  forked: ({exported}) =>
    `was forked: its first ${exported ?? 0} entries are not the ones that were exported. Somebody has altered it, or an older copy went on`,
  unknown_key: ({exported}) =>
    `has not signed its exported checkpoint of ${exported ?? 0} entries: it is another installation's, or its keys were exchanged`,
  unreadable: () => 'cannot be compared: its last exported checkpoint is not one',
};

/** The database is not the one whose checkpoints were exported: nothing may be signed on top of it. */
export class PublishedMismatchError extends Error {
  readonly fault: PublishedFault;

  constructor(mismatch: PublishedMismatch) {
    const {organisation, fault, folder} = mismatch;
    super(
      `the log of organisation ${organisation} ${told[fault](mismatch)}. Its tree does not grow until this is settled; ` +
        `cases go on. Put the newer database back (the exported checkpoints in ${folder} say how far it had come). If the ` +
        `loss is real and known to compliance, keep that folder as evidence: move it out of COLLEGIUM_CHECKPOINTS, and ` +
        `the export begins anew`,
    );
    this.name = 'PublishedMismatchError';
    this.fault = fault;
  }
}
