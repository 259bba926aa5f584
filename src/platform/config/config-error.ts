/** One thing that is wrong with the settings. No field ever holds a secret. */
export interface ConfigFault {
  /** Name of the environment variable. */
  readonly setting: string;
  readonly problem: string;
  readonly fix: string;
}

/** The settings cannot be used. Lists every fault, so that one round of corrections is enough. */
export class ConfigError extends Error {
  constructor(readonly faults: readonly ConfigFault[]) {
    const lines = faults.map(({setting, problem, fix}) => `  ${setting} ${problem} ${fix}`);
    const count = faults.length === 1 ? 'one setting is' : `${faults.length} settings are`;
    super([`Collegium cannot start: ${count} wrong.`, ...lines].join('\n'));
    this.name = 'ConfigError';
  }
}
