import {Module, OnModuleInit} from '@nestjs/common';
import {AuditModule} from '../audit';
import {FeatureRegistry} from '../workflow';
import {committeeHandlers, members} from './committee-handlers';
import {CreateCommittee} from './create-committee';

@Module({imports: [AuditModule], providers: [CreateCommittee], exports: [CreateCommittee]})
export class CommitteesModule implements OnModuleInit {
  constructor(private readonly registry: FeatureRegistry) {}

  onModuleInit(): void {
    this.registry.handle(...committeeHandlers).offer(members);
  }
}
