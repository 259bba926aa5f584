import {Module} from '@nestjs/common';
import {AuditModule} from '../audit';
import {CasesModule} from '../cases';
import {JobsModule} from '../jobs';
import {NoticesModule} from '../notices';
import {BreakGlass} from './commands/break-glass';
import {Certify} from './commands/certify';
import {Dispose} from './commands/dispose';
import {EnterFindings} from './commands/enter-findings';
import {ExportEvents} from './commands/export-events';
import {ExportPrivilegeLog} from './commands/export-privilege-log';
import {Findings} from './commands/findings';
import {KeepReport} from './commands/keep-report';
import {PrivilegeTexts} from './commands/privilege-texts';
import {Produce} from './commands/produce';
import {RemoveFromSpace} from './commands/remove-from-space';
import {RetentionRules} from './commands/retention-rules';
import {VerifyLog} from './commands/verify-log';
import {NightPorts, SeekNightly} from './commands/seek-nightly';
import {TellDestructions} from './commands/tell-destructions';
import {AuditEventsController} from './http/audit-events.controller';
import {ComplianceGuard} from './http/compliance.guard';
import {DisposalsController} from './http/disposals.controller';
import {ExportsController} from './http/exports.controller';
import {FindingsController} from './http/findings.controller';
import {GlassController} from './http/glass.controller';
import {LogController} from './http/log.controller';
import {OrganisationComplianceGuard} from './http/organisation-compliance.guard';
import {PrivilegeNoticeController} from './http/privilege-notice.controller';
import {PrivilegeController} from './http/privilege.controller';
import {ProductionsController} from './http/productions.controller';
import {ProtectedSpaceController} from './http/protected-space.controller';
import {ReportsController} from './http/reports.controller';
import {RetentionController} from './http/retention.controller';
import {VerificationController} from './http/verification.controller';
import {CaseSights} from './queries/case-sights';
import {DryRun} from './queries/dry-run';
import {FindingSights} from './queries/finding-sights';
import {HeldSubjects} from './queries/held-subjects';
import {ListExports} from './queries/list-exports';
import {ListGlass} from './queries/list-glass';
import {ListFindings} from './queries/list-findings';
import {NamedQuestions} from './queries/named-questions';
import {PrivilegeLibrary} from './queries/privilege-library';
import {ProductionCandidates} from './queries/production-candidates';
import {ProtectedSpace} from './queries/protected-space';
import {ReadEvents} from './queries/read-events';
import {RetentionDesk} from './queries/retention-desk';
import {SavedReports} from './queries/saved-reports';
import {SearchEvents} from './queries/search-events';
import {ShowProduction} from './queries/show-production';
import {ShowDisposal} from './queries/show-disposal';

/** The desk over the log: searches, exports, holds, retention. */
@Module({
  imports: [AuditModule, CasesModule, JobsModule, NoticesModule],
  controllers: [
    AuditEventsController,
    DisposalsController,
    ExportsController,
    FindingsController,
    GlassController,
    LogController,
    PrivilegeController,
    PrivilegeNoticeController,
    ProductionsController,
    ProtectedSpaceController,
    ReportsController,
    RetentionController,
    VerificationController,
  ],
  providers: [
    BreakGlass,
    CaseSights,
    Certify,
    ComplianceGuard,
    Dispose,
    DryRun,
    EnterFindings,
    ExportEvents,
    ExportPrivilegeLog,
    FindingSights,
    Findings,
    HeldSubjects,
    KeepReport,
    ListExports,
    ListFindings,
    ListGlass,
    NamedQuestions,
    NightPorts,
    OrganisationComplianceGuard,
    PrivilegeLibrary,
    PrivilegeTexts,
    Produce,
    ProductionCandidates,
    ProtectedSpace,
    ReadEvents,
    RemoveFromSpace,
    RetentionDesk,
    RetentionRules,
    SavedReports,
    SearchEvents,
    SeekNightly,
    ShowDisposal,
    ShowProduction,
    TellDestructions,
    VerifyLog,
  ],
})
export class ComplianceModule {}
