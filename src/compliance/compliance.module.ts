import {Module} from '@nestjs/common';
import {AuditModule} from '../audit';
import {CasesModule} from '../cases';
import {ExportEvents} from './commands/export-events';
import {AuditEventsController} from './http/audit-events.controller';
import {ComplianceGuard} from './http/compliance.guard';
import {ExportsController} from './http/exports.controller';
import {LogController} from './http/log.controller';
import {CaseSights} from './queries/case-sights';
import {ListExports} from './queries/list-exports';
import {NamedQuestions} from './queries/named-questions';
import {ReadEvents} from './queries/read-events';
import {SearchEvents} from './queries/search-events';

/** The desk over the log: searches, exports, holds, retention. */
@Module({
  imports: [AuditModule, CasesModule],
  controllers: [AuditEventsController, ExportsController, LogController],
  providers: [
    CaseSights,
    ComplianceGuard,
    ExportEvents,
    ListExports,
    NamedQuestions,
    ReadEvents,
    SearchEvents,
  ],
})
export class ComplianceModule {}
