import {Module} from '@nestjs/common';
import {AuditModule} from '../audit';
import {CasesModule} from '../cases';
import {AuditEventsController} from './http/audit-events.controller';
import {ComplianceGuard} from './http/compliance.guard';
import {LogController} from './http/log.controller';
import {CaseSights} from './queries/case-sights';
import {NamedQuestions} from './queries/named-questions';
import {ReadEvents} from './queries/read-events';
import {SearchEvents} from './queries/search-events';

/** The desk over the log: searches, exports, holds, retention. */
@Module({
  imports: [AuditModule, CasesModule],
  controllers: [AuditEventsController, LogController],
  providers: [CaseSights, ComplianceGuard, NamedQuestions, ReadEvents, SearchEvents],
})
export class ComplianceModule {}
