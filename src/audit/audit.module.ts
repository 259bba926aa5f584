import {Module} from '@nestjs/common';
import {AccessLog} from './access-log';
import {AuditedTransaction} from './audited-transaction';

@Module({providers: [AuditedTransaction, AccessLog], exports: [AuditedTransaction, AccessLog]})
export class AuditModule {}
