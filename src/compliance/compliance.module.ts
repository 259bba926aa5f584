import {Module} from '@nestjs/common';
import {AuditModule} from '../audit';
import {ComplianceGuard} from './http/compliance.guard';

/** The desk over the log: searches, exports, holds, retention. */
@Module({
  imports: [AuditModule],
  providers: [ComplianceGuard],
})
export class ComplianceModule {}
