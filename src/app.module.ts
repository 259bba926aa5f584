import {join} from 'node:path';
import {DynamicModule, Global, Module} from '@nestjs/common';
import {AssignmentsModule} from './assignments';
import {AuditModule} from './audit';
import {CalendarModule} from './calendar';
import {CasesModule} from './cases';
import {ChartsModule} from './charts';
import {CommitteesModule} from './committees';
import {ComplianceModule} from './compliance';
import {ConflictDeskModule} from './conflict-desk';
import {COMPARTMENTS, MASK_WORDS, RELATIONS} from './disclosure';
import {FeedbackModule} from './feedback';
import {IdentityModule} from './identity';
import {InstallationModule} from './installation';
import {LiveModule} from './live';
import {InboxModule} from './notices';
import {PeopleModule} from './people';
import {ReportsModule} from './reports';
import {ReviewsModule} from './reviews';
import {DisclosureVocabulary, WORKFLOW_DIRECTORY, WorkflowModule} from './workflow';

const vocabulary: DisclosureVocabulary = {
  relations: new Set(RELATIONS),
  compartments: new Set(COMPARTMENTS),
  masks: MASK_WORDS,
};

/** Where the definitions lie, and the words that they may use beside the features' own. */
@Global()
@Module({})
class DefinitionsModule {
  static in(directory: string): DynamicModule {
    const providers = [
      {provide: DisclosureVocabulary, useValue: vocabulary},
      {provide: WORKFLOW_DIRECTORY, useValue: directory},
    ];
    return {module: DefinitionsModule, providers, exports: providers.map(({provide}) => provide)};
  }
}

/** The definitions that are shipped. */
const SHIPPED = join(__dirname, '..', 'workflows');

/** All features; each registers what it offers to the others in its own module. */
@Module({
  imports: [
    AuditModule,
    IdentityModule,
    InstallationModule,
    PeopleModule,
    WorkflowModule,
    CalendarModule,
    CasesModule,
    ChartsModule,
    InboxModule.with(CasesModule),
    LiveModule,
    AssignmentsModule,
    ReviewsModule,
    CommitteesModule,
    FeedbackModule,
    ReportsModule,
    ComplianceModule,
    ConflictDeskModule,
  ],
})
export class AppModule {
  /**
   * @param platform the module that gives every feature its ports
   * @param workflows folder with a folder a programme
   */
  static on(platform: DynamicModule, workflows = SHIPPED): DynamicModule {
    return {module: AppModule, imports: [platform, DefinitionsModule.in(workflows)]};
  }
}
