import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';

/** Where `npm run build:web` leaves the client. */
const DIRECTORY = join(__dirname, '..', '..', '..', 'web', 'dist');

/** The built client, but for its assets, which are read when they are asked for. */
export interface Client {
  /** The page, with `__STYLE_NONCE__` where the nonce goes. */
  readonly html: string;
  /** Paths at which it is served, as the client's router writes them: `/cases/:id`. */
  readonly pages: readonly string[];
  readonly icon: Buffer;
  /** The folder of the assets; the name of each carries a digest of its content, or the version of what it is. */
  readonly assets: string;
}

/** @returns null when the client was not built: then the interface alone is served */
export function readClient(directory = DIRECTORY): Client | null {
  if (!existsSync(join(directory, 'pages.json'))) return null;
  const bytes = (name: string): Buffer => readFileSync(join(directory, name));
  return {
    html: bytes('index.html').toString('utf8'),
    pages: JSON.parse(bytes('pages.json').toString('utf8')) as string[],
    icon: bytes('favicon.svg'),
    assets: join(directory, 'assets'),
  };
}
