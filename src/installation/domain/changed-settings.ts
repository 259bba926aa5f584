export interface SettingChange {
  readonly setting: string;
  /** Null where none was recorded before. */
  readonly from: string | null;
  /** Null where there is no such setting any more. */
  readonly to: string | null;
}

type Settings = Readonly<Record<string, string>>;

/** What differs between two configurations, by the names of the settings. */
export function changedSettings(before: Settings, now: Settings): SettingChange[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(now)])].sort();
  return names.flatMap((setting) => {
    const [from, to] = [before[setting] ?? null, now[setting] ?? null];
    return from === to ? [] : [{setting, from, to}];
  });
}
