import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {originOf} from '../../../src/audit/domain/checkpoint';
import {noteSigner} from '../../../src/audit/domain/signed-note';
import {verifyBundle} from '../../../src/audit/verify/verify-bundle';
import {verifyTiles} from '../../../src/audit/verify/verify-tiles';
import {inventedLeaves} from '../../support/invented-log';
import {writeLogFolder} from '../../support/log-folder-writer';

const organisation = '6c1b52f1-3f0a-4f0c-9d0e-0c6c3d1c1a11';
const signer = noteSigner(originOf(organisation), Buffer.alloc(32, 7));

describe('an export', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'collegium-bundle-'));
  });

  afterEach(() => {
    rmSync(folder, {recursive: true, force: true});
  });

  it.each([1, 2, 255, 256, 257, 512, 1000])('of %i entries is found whole', async (events) => {
    const leaves = inventedLeaves({organisation, events, streams: 40});
    writeLogFolder(folder, {
      organisation,
      leaves,
      signer,
      checkpointsAt: [1, 100, 256, 300].filter((at) => at < events),
    });
    expect(await verifyBundle(folder, {key: signer, checkpoints: []})).toEqual({
      ok: true,
      size: events,
      first: null,
    });
    expect(await verifyTiles(folder, {key: signer, checkpoints: []})).toEqual({
      ok: true,
      size: events,
      first: null,
    });
  });
});
