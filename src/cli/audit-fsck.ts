import {auditVerify} from './audit-verify';
import type {Command} from './command';

/** Named as in other logs' tools; what is compared is the same. */
export const auditFsck: Command = {
  name: 'audit fsck',
  usage: '[--key FILE] [--checkpoint FILE]... [--timestamp-ca FILE] [--json]',
  summary: 'compare database, tree and checkpoints; the tree by the path that serves it to the public',
  options: {
    json: {type: 'boolean'},
    key: {type: 'string'},
    checkpoint: {type: 'string', multiple: true},
    'timestamp-ca': {type: 'string'},
  },
  run: (values, terminal) => auditVerify.run(values, terminal, []),
};
