import {Module, OnModuleInit} from '@nestjs/common';
import {FeatureRegistry} from '../workflow';
import {committeeHandlers, members} from './committee-handlers';

@Module({})
export class CommitteesModule implements OnModuleInit {
  constructor(private readonly registry: FeatureRegistry) {}

  onModuleInit(): void {
    this.registry.handle(...committeeHandlers).offer(members);
  }
}
