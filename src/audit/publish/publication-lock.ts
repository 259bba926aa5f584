/** One number for the whole installation: one process writes the files of exported checkpoints at a time. */
export const PUBLICATION_LOCK = 7_266_353;
