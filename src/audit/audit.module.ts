import {Module} from '@nestjs/common';
import {AccessLog} from './access-log';
import {AuditedTransaction} from './audited-transaction';
import {Integrator} from './integrate/integrator';

@Module({
  providers: [AuditedTransaction, AccessLog, Integrator],
  exports: [AuditedTransaction, AccessLog],
})
export class AuditModule {}
