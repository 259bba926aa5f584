import {Module, OnModuleInit} from '@nestjs/common';
import {AuditModule} from '../audit';
import {CaseVisibility, NoticesModule} from '../notices';
import {FeatureRegistry} from '../workflow';
import {ActionEngine} from './commands/action-engine';
import {ActionWriterSource} from './commands/action-writer';
import {DeadlineStepper} from './commands/deadline-stepper';
import {Drafts} from './commands/drafts';
import {ImportReferrals} from './commands/import-referrals';
import {OpenCase} from './commands/open-case';
import {PerformAction} from './commands/perform-action';
import {ReceiveUpload} from './commands/receive-upload';
import {ReferCase} from './commands/refer-case';
import {RunDeadlines} from './commands/run-deadlines';
import {SavedViews} from './commands/saved-views';
import {caseHandlers} from './handlers/case-handlers';
import {peopleChoices} from './handlers/people-choices';
import {CasePartsController} from './http/case-parts.controller';
import {CasesController} from './http/cases.controller';
import {ProgrammesController} from './http/programmes.controller';
import {ReferralImportController} from './http/referral-import.controller';
import {SavedViewsController} from './http/saved-views.controller';
import {CaseDoor} from './queries/case-door';
import {CaseHistory} from './queries/case-history';
import {CaseNews} from './queries/case-news';
import {DoorPorts} from './queries/door-ports';
import {Rosters} from './queries/rosters';
import {CaseReading} from './queries/case-reading';
import {CaseViews} from './queries/case-views';
import {GatedCaseVisibility} from './queries/case-visibility';
import {Forms} from './queries/forms';
import {ListCases} from './queries/list-cases';
import {ListProgrammes} from './queries/list-programmes';
import {ListViews} from './queries/list-views';
import {PreviewAction} from './queries/preview-action';
import {PreviewReferral} from './queries/preview-referral';
import {ReplayAction} from './queries/replay-action';
import {ShowCase} from './queries/show-case';

@Module({
  imports: [AuditModule, NoticesModule],
  controllers: [
    ReferralImportController,
    CasesController,
    CasePartsController,
    ProgrammesController,
    SavedViewsController,
  ],
  providers: [
    ActionEngine,
    ActionWriterSource,
    CaseDoor,
    DoorPorts,
    Rosters,
    CaseHistory,
    CaseNews,
    CaseReading,
    CaseViews,
    DeadlineStepper,
    Drafts,
    Forms,
    ImportReferrals,
    ListCases,
    ListProgrammes,
    OpenCase,
    PerformAction,
    PreviewAction,
    PreviewReferral,
    ReceiveUpload,
    ReferCase,
    ReplayAction,
    RunDeadlines,
    SavedViews,
    ListViews,
    ShowCase,
    {provide: CaseVisibility, useClass: GatedCaseVisibility},
  ],
  exports: [
    ActionWriterSource,
    CaseDoor,
    CaseNews,
    CaseVisibility,
    PerformAction,
    ReceiveUpload,
    ReferCase,
    RunDeadlines,
    ShowCase,
    CaseHistory,
  ],
})
export class CasesModule implements OnModuleInit {
  constructor(private readonly registry: FeatureRegistry) {}

  onModuleInit(): void {
    this.registry.handle(...caseHandlers).offer(...peopleChoices);
  }
}
