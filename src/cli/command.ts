import type {ParseArgsConfig} from 'node:util';

export const EXIT = {fine: 0, finding: 1, usage: 2} as const;

/** Where a command reads and writes. */
export interface Terminal {
  readonly env: Readonly<NodeJS.ProcessEnv>;
  /** The repository's root. */
  readonly root: string;
  print(line: string): void;
  warn(line: string): void;
  /** Standard input to its end. */
  readInput(): Promise<string>;
}

export type Options = NonNullable<ParseArgsConfig['options']>;
export type Values = Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;

/** One subcommand; its options are a closed list. */
export interface Command {
  readonly name: string;
  /** Options and operands, for the usage text. */
  readonly usage: string;
  readonly summary: string;
  readonly options: Options;
  /** Takes operands beside its options. */
  readonly operands?: true;
  /**
   * @returns the exit code
   * @throws UsageError
   */
  run(values: Values, terminal: Terminal, operands: readonly string[]): Promise<number>;
}

/** The command was not called as it wants to be. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}

/** @throws UsageError when the option is missing */
export function required(values: Values, name: string): string {
  const value = optional(values, name);
  if (value === null) throw new UsageError(`--${name} is missing`);
  return value;
}

export function optional(values: Values, name: string): string | null {
  const value = values[name];
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}

export function repeated(values: Values, name: string): string[] {
  const value = values[name];
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
