/** Every COLLEGIUM_* variable the server reads. */
const settings = [
  'COLLEGIUM_DATA',
  'COLLEGIUM_CHECKPOINTS',
  'COLLEGIUM_WITNESSES',
  'COLLEGIUM_TIMESTAMP_URL',
  'COLLEGIUM_TIMESTAMP_CA',
  'COLLEGIUM_DEMO',
  'COLLEGIUM_HOST',
  'COLLEGIUM_URL',
  'COLLEGIUM_TRUST_PROXY',
  'COLLEGIUM_RATE_LIMIT',
  'COLLEGIUM_SMTP_URL',
  'COLLEGIUM_SMTP_FROM',
  'COLLEGIUM_KEY',
  'COLLEGIUM_KEY_COMMAND',
  'COLLEGIUM_KEY_FILE',
  'COLLEGIUM_OIDC_ISSUER',
  'COLLEGIUM_OIDC_CLIENT_ID',
  'COLLEGIUM_OIDC_CLIENT_SECRET',
  'COLLEGIUM_OIDC_LABEL',
  'COLLEGIUM_OIDC_ORGANISATION',
  'COLLEGIUM_OIDC_SECOND_FACTOR',
  'COLLEGIUM_LOG_LEVEL',
] as const;

/** Read by the test tools alone; a server started by them inherits these. */
const toolSetting = /^COLLEGIUM_(DRILL|TEST)(_|$)/;

/** Number of insertions, deletions and replacements between two words (Levenshtein). */
function editDistance(left: string, right: string): number {
  let row = Array.from({length: right.length + 1}, (_, index) => index);
  for (const [i, a] of Array.from(left).entries()) {
    const next = [i + 1];
    for (const [j, b] of Array.from(right).entries()) {
      const replaced = (row[j] ?? 0) + (a === b ? 0 : 1);
      next.push(Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

/** Names in the environment that look like settings but are none, each with the one that was probably meant. */
export function unknownSettings(names: readonly string[]): {name: string; meant: string}[] {
  const known = new Set<string>(settings);
  return names
    .filter((name) => name.startsWith('COLLEGIUM_') && !known.has(name) && !toolSetting.test(name))
    .map((name) => {
      const ranked = settings.map((meant) => ({meant, distance: editDistance(name, meant)}));
      const [nearest] = ranked.sort((one, other) => one.distance - other.distance);
      return {name, meant: nearest?.meant ?? settings[0]};
    });
}
