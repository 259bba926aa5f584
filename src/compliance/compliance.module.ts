import {Module} from '@nestjs/common';
import {AuditModule} from '../audit';
import {CasesModule} from '../cases';
import {ExportEvents} from './commands/export-events';
import {Findings} from './commands/findings';
import {PrivilegeTexts} from './commands/privilege-texts';
import {AuditEventsController} from './http/audit-events.controller';
import {Dispose} from './commands/dispose';
import {RetentionRules} from './commands/retention-rules';
import {DisposalsController} from './http/disposals.controller';
import {RetentionController} from './http/retention.controller';
import {RetentionDesk} from './queries/retention-desk';
import {ShowDisposal} from './queries/show-disposal';
import {ComplianceGuard} from './http/compliance.guard';
import {ExportsController} from './http/exports.controller';
import {FindingsController} from './http/findings.controller';
import {LogController} from './http/log.controller';
import {PrivilegeController} from './http/privilege.controller';
import {CaseSights} from './queries/case-sights';
import {ListExports} from './queries/list-exports';
import {ListFindings} from './queries/list-findings';
import {NamedQuestions} from './queries/named-questions';
import {PrivilegeLibrary} from './queries/privilege-library';
import {ReadEvents} from './queries/read-events';
import {SearchEvents} from './queries/search-events';

/** The desk over the log: searches, exports, holds, retention. */
@Module({
  imports: [AuditModule, CasesModule],
  controllers: [
    AuditEventsController,
    ExportsController,
    FindingsController,
    LogController,
    PrivilegeController,
  ],
  providers: [
    CaseSights,
    ComplianceGuard,
    ExportEvents,
    Findings,
    ListExports,
    ListFindings,
    NamedQuestions,
    PrivilegeLibrary,
    PrivilegeTexts,
    ReadEvents,
    SearchEvents,
  controllers: [AuditEventsController, DisposalsController, LogController, RetentionController],
  providers: [
    CaseSights,
    ComplianceGuard,
    Dispose,
    NamedQuestions,
    ReadEvents,
    RetentionDesk,
    RetentionRules,
    SearchEvents,
    ShowDisposal,
  ],
})
export class ComplianceModule {}
