import {createHash} from 'node:crypto';
import type {CopyOut, Snapshot} from '../../platform/database/copy/snapshot';
import {FrameKind, frameBytes} from '../domain/frame';
import {
  Header,
  Manifest,
  SignedManifest,
  TableHead,
  TableSummary,
  canonicalManifest,
} from '../domain/manifest';

export interface BackupPlan {
  readonly header: Header;
  readonly tables: readonly TableHead[];
  readonly leftOut: readonly string[];
  /** Keyed digest of the manifest. */
  readonly mac: (canonical: string) => string;
}

const json = (kind: FrameKind, value: unknown): Buffer =>
  frameBytes(kind, Buffer.from(JSON.stringify(value)));

/** The plain content of one file of a backup, a frame at a time. @returns the manifest it ended with */
export async function* backupContent(
  snapshot: Snapshot,
  {header, tables, leftOut, mac}: BackupPlan,
): AsyncGenerator<Buffer, void> {
  yield json('header', header);
  const summaries: TableSummary[] = [];
  for (const table of tables) {
    yield json('table', table);
    const hash = createHash('sha256');
    const copy: CopyOut = snapshot.copyOut(table);
    let bytes = 0;
    for await (const piece of copy) {
      hash.update(piece);
      bytes += piece.length;
      yield frameBytes('rows', piece);
    }
    summaries.push({...table, rows: await copy.rowCount(), bytes, sha256: hash.digest('hex')});
    yield frameBytes('end', Buffer.alloc(0));
  }
  const sequences = header.content === 'main' ? snapshot.sequences : [];
  const manifest: Manifest = {header, tables: summaries, sequences, leftOut};
  yield json('manifest', {manifest, mac: mac(canonicalManifest(manifest))} satisfies SignedManifest);
}
