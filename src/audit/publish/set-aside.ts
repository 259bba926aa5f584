import {readFile, rm} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {makeDirectory} from '../../platform/config/make-directory';
import {writeWhole} from '../../platform/files/write-whole';
import {checkpointBody} from '../domain/checkpoint';
import {parsePublishedCheckpoint, parsePublishedCosignature} from '../domain/published-line';
import {contentOf, linesOf, monthsIn, namesIn} from './exported-lines';

const ABANDONED = 'abandoned';

/** Why checkpoints were set aside, for whoever finds them. */
export type Acknowledgement = Readonly<Record<string, unknown>> & {readonly restoration: string};

/** A file as it is to be; `kept` null when nothing of it counts any more. */
interface CutFile {
  readonly path: readonly string[];
  readonly kept: string | null;
}

/**
 * Puts the files that say something of more than so many entries as they are into `abandoned/<restoration>/`, beside the
 * acknowledgement, and cuts them. Nothing is lost: whoever holds an abandoned checkpoint must be able to find out what
 * became of it. A call that was broken off is made good by the next one for the same restoration.
 *
 * @param folder of one organisation
 * @throws the system's error
 */
export async function setAside(
  folder: string,
  beyond: number,
  acknowledgement: Acknowledgement,
): Promise<void> {
  const cut = [
    ...(await cutMonths(folder, 'cosignatures', (line) => cosignedSize(line) <= beyond)),
    ...(await cutStamps(folder, beyond)),
    ...(await cutLatest(folder, beyond)),
    // Last, since the rest is cut by what this says.
    ...(await cutMonths(folder, 'checkpoints', (line) => checkpointSize(line) <= beyond)),
  ];
  if (cut.length === 0) return;
  const aside = join(folder, ABANDONED, acknowledgement.restoration);
  makeDirectory(aside);
  await writeWhole(join(aside, 'acknowledgement.json'), `${JSON.stringify(acknowledgement, null, 2)}\n`);
  const keys = (await namesIn(folder)).filter((name) => name === 'keys');
  for (const path of [...cut.map(({path}) => path), ...keys.map((name) => [name])])
    await copyOnce(join(folder, ...path), aside, path);
  for (const {path, kept} of cut)
    if (kept === null) await rm(join(folder, ...path));
    else await writeWhole(join(folder, ...path), kept);
}

const checkpointSize = (line: string): number =>
  checkpointBody(parsePublishedCheckpoint(line)?.note ?? '')?.size ?? 0;

const cosignedSize = (line: string): number => parsePublishedCosignature(line)?.size ?? 0;

async function cutMonths(folder: string, name: string, keeps: (line: string) => boolean): Promise<CutFile[]> {
  const cut: CutFile[] = [];
  for (const month of await monthsIn(join(folder, name))) {
    const lines = linesOf(await readFile(join(folder, name, month), 'utf8'));
    const kept = lines.filter(keeps);
    if (kept.length < lines.length) cut.push({path: [name, month], kept: textOf(kept)});
  }
  return cut;
}

async function cutStamps(folder: string, beyond: number): Promise<CutFile[]> {
  const names = await namesIn(join(folder, 'timestamps'));
  return names
    .filter((name) => Number(/^(\d+)\.(checkpoint|tsr)$/.exec(name)?.[1] ?? 0) > beyond)
    .map((name) => ({path: ['timestamps', name], kept: null}));
}

/** What is then the last one stands there again. */
async function cutLatest(folder: string, beyond: number): Promise<CutFile[]> {
  const latest = await contentOf(join(folder, 'latest'));
  if (latest === null || (checkpointBody(latest)?.size ?? 0) <= beyond) return [];
  const months = await monthsIn(join(folder, 'checkpoints'));
  for (const month of months.reverse()) {
    const lines = linesOf(await readFile(join(folder, 'checkpoints', month), 'utf8'));
    const line = lines.findLast((one) => checkpointSize(one) <= beyond);
    if (line !== undefined) return [{path: ['latest'], kept: parsePublishedCheckpoint(line)?.note ?? null}];
  }
  return [{path: ['latest'], kept: null}];
}

const textOf = (lines: readonly string[]): string | null =>
  lines.length === 0 ? null : lines.map((line) => `${line}\n`).join('');

/** What lies there already is the original; what a broken call has left to be cut may be cut already. */
async function copyOnce(from: string, aside: string, path: readonly string[]): Promise<void> {
  const to = join(aside, ...path);
  if ((await contentOf(to)) !== null) return;
  makeDirectory(dirname(to));
  await writeWhole(to, await readFile(from));
}
