import {Global, Module} from '@nestjs/common';
import {AuditModule} from '../audit';
import {RegisterWorkflows} from './commands/register-workflows';
import {WorkflowCatalogue} from './definitions/workflow-catalogue';
import {FeatureWords} from './registry/feature-words';
import {FeatureRegistry} from './registry/registry';

@Global()
@Module({
  imports: [AuditModule],
  providers: [FeatureRegistry, WorkflowCatalogue, FeatureWords, RegisterWorkflows],
  exports: [FeatureRegistry, WorkflowCatalogue],
})
export class WorkflowModule {}
