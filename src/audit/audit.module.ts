import {Module} from '@nestjs/common';
import {AccessLog} from './access-log';
import {AuditedTransaction} from './audited-transaction';
import {Integrator} from './integrate/integrator';
import {LogKeys} from './integrate/log-keys';
import {PublishedTree} from './queries/published-tree';
import {Indexer} from './search/indexer';
import {SearchIndex} from './search/search-index';

@Module({
  providers: [AuditedTransaction, AccessLog, LogKeys, Integrator, PublishedTree, SearchIndex, Indexer],
  exports: [AuditedTransaction, AccessLog, PublishedTree],
})
export class AuditModule {}
