import {fsckDatabase} from '../audit';
import {growthSource} from './administration';
import {verifyInstallation} from './audit-verify';
import type {LogChecker} from './audit-verify';
import type {Command} from './command';
import {keepsakesOf} from './log-keepsakes';

export const auditFsck: Command = {
  name: 'audit fsck',
  usage: '[--key FILE] [--checkpoint FILE]... [--timestamp-ca FILE] [--json]',
  summary:
    'compare database, tree and checkpoints, the tree by nothing but the path that serves it to the public; and the search index, seals and times beside them',
  options: {
    json: {type: 'boolean'},
    key: {type: 'string'},
    checkpoint: {type: 'string', multiple: true},
    'timestamp-ca': {type: 'string'},
  },
  run: (values, terminal) => verifyInstallation(keepsakesOf(values), values, terminal, checkAll),
};

const checkAll: LogChecker = async (installation, keepsakes) => {
  const {key, published} = await growthSource(installation);
  return fsckDatabase(installation.applicationUrl, keepsakes, {key, exported: published.directory});
};
