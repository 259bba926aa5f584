import {Module, OnModuleInit} from '@nestjs/common';
import {Clock} from '../platform/clock/clock';
import {FeatureRegistry} from '../workflow';
import {assignmentHandlers} from './assignment-handlers';
import {activeReviewers, eligibleReviewers} from './reviewer-choices';

@Module({})
export class AssignmentsModule implements OnModuleInit {
  constructor(
    private readonly registry: FeatureRegistry,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.registry.handle(...assignmentHandlers).offer(eligibleReviewers(this.clock), activeReviewers);
  }
}
