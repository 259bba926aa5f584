import {Module} from '@nestjs/common';
import {AccessLog} from './access-log';
import {AuditedTransaction} from './audited-transaction';
import {Anchors} from './anchor/anchors';
import {Stamps} from './anchor/stamps';
import {Integrator} from './integrate/integrator';
import {LogKeys} from './integrate/log-keys';
import {PublishedCheckpoints} from './publish/published-checkpoints';
import {Publisher} from './publish/publisher';
import {PublishedTree} from './queries/published-tree';
import {Indexer} from './search/indexer';
import {SearchIndex} from './search/search-index';
import {LogCheck} from './verify/log-check';

@Module({
  providers: [
    AuditedTransaction,
    AccessLog,
    LogKeys,
    Integrator,
    PublishedCheckpoints,
    Publisher,
    Anchors,
    Stamps,
    PublishedTree,
    SearchIndex,
    Indexer,
    LogCheck,
  ],
  exports: [AuditedTransaction, AccessLog, PublishedTree, PublishedCheckpoints, LogCheck],
})
export class AuditModule {}
