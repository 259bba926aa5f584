import {NoLogKeyError, WitnessError, WitnessKeyError} from './audit';
import {BackupError} from './backup';
import {ConfigError} from './platform/config/config-error';
import {KeyError} from './platform/config/key-encryption-key';
import {RestorationUnfinishedError} from './platform/database/check-restored';
import {DatabaseNotEmptyError} from './platform/database/copy/load-database';
import {DatabaseStartError} from './platform/database/database-start-error';
import {SchemaError} from './platform/database/migrate';
import {FileExistsError} from './platform/files/draft-file';
import {ListenError} from './platform/http/listen';
import {DemonstrationRefusedError, SeedInterruptedError} from './seed';
import {WorkflowError} from './workflow';

/** Everything that can keep an installation from starting, each with a message that names the fix. */
const explained = [
  ConfigError,
  KeyError,
  NoLogKeyError,
  WitnessError,
  WitnessKeyError,
  DatabaseStartError,
  SchemaError,
  RestorationUnfinishedError,
  BackupError,
  DatabaseNotEmptyError,
  FileExistsError,
  ListenError,
  DemonstrationRefusedError,
  SeedInterruptedError,
  WorkflowError,
];

/** What to tell whoever started us: one message; a stack only for what nobody foresaw. */
export function startFailure(error: unknown): string {
  if (explained.some((kind) => error instanceof kind)) return (error as Error).message;
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `Collegium failed in a way that was not foreseen; please report this.\n${trace}`;
}
