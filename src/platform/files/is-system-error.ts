/** Whether the operating system refused: a file, a folder or a connection is not to be had. */
export const isSystemError = (error: unknown): error is NodeJS.ErrnoException =>
  typeof error === 'object' && error !== null && 'syscall' in error;
