import {Global, Module} from '@nestjs/common';
import {AuditModule} from '../audit';
import {RegisterWorkflows} from './commands/register-workflows';
import {WorkflowCatalogue} from './definitions/workflow-catalogue';
import {WorkflowsController} from './http/workflows.controller';
import {KnownWorkflows} from './queries/known-workflows';
import {ShowWorkflows} from './queries/show-workflows';
import {FeatureWords} from './registry/feature-words';
import {FeatureRegistry} from './registry/registry';

@Global()
@Module({
  imports: [AuditModule],
  controllers: [WorkflowsController],
  providers: [
    ShowWorkflows,
    KnownWorkflows,
    FeatureRegistry,
    WorkflowCatalogue,
    FeatureWords,
    RegisterWorkflows,
  ],
  exports: [FeatureRegistry, KnownWorkflows, WorkflowCatalogue],
})
export class WorkflowModule {}
