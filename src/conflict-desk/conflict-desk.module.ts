import {Module} from '@nestjs/common';
import {AuditModule} from '../audit';
import {CasesModule} from '../cases';
import {JobsModule} from '../jobs';
import {ChangeConflicts} from './commands/change-conflicts';
import {ChangeRegistry} from './commands/change-registry';
import {Decide} from './commands/decide';
import {Declare} from './commands/declare';
import {RefreshCases} from './commands/refresh-cases';
import {ConflictsController} from './http/conflicts.controller';
import {RegistryController} from './http/registry.controller';
import {RegistryGuard} from './http/registry.guard';
import {FindNamed} from './queries/find-named';
import {ListConflicts} from './queries/list-conflicts';
import {ShowRegistry} from './queries/show-registry';

/** The desk over conflicts of interest: who declares, decides and asks. */
@Module({
  imports: [AuditModule, CasesModule, JobsModule],
  controllers: [ConflictsController, RegistryController],
  providers: [
    ChangeConflicts,
    ChangeRegistry,
    Decide,
    Declare,
    FindNamed,
    ListConflicts,
    RefreshCases,
    RegistryGuard,
    ShowRegistry,
  ],
  exports: [FindNamed, ListConflicts],
})
export class ConflictDeskModule {}
