import {Module} from '@nestjs/common';
import {AccessLog} from './access-log';
import {AuditedTransaction} from './audited-transaction';
import {Integrator} from './integrate/integrator';
import {LogKeys} from './integrate/log-keys';
import {PublishedTree} from './queries/published-tree';

@Module({
  providers: [AuditedTransaction, AccessLog, LogKeys, Integrator, PublishedTree],
  exports: [AuditedTransaction, AccessLog, PublishedTree],
})
export class AuditModule {}
