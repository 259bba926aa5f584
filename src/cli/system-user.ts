import {userInfo} from 'node:os';
import {isSystemError} from '../platform/files/is-system-error';

/** Who runs this command, as the log keeps it: `os:<name>`, or `os:<number>` where the system has no name for them. */
export function systemUser(): string {
  try {
    return `os:${userInfo().username}`;
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return `os:${String(process.getuid?.() ?? 'unknown')}`;
  }
}
