import {Module} from '@nestjs/common';
import {AuditModule} from '../audit';
import {ComplianceGuard} from './http/compliance.guard';
import {LogController} from './http/log.controller';

/** The desk over the log: searches, exports, holds, retention. */
@Module({
  imports: [AuditModule],
  controllers: [LogController],
  providers: [ComplianceGuard],
})
export class ComplianceModule {}
