import {Module, OnModuleInit} from '@nestjs/common';
import {FeatureRegistry} from '../workflow';
import {feedbackHandlers} from './feedback-handlers';
import {improvementHandlers, ownOpenActions} from './improvement-actions';

@Module({})
export class FeedbackModule implements OnModuleInit {
  constructor(private readonly registry: FeatureRegistry) {}

  onModuleInit(): void {
    this.registry.handle(...feedbackHandlers, ...improvementHandlers).offer(ownOpenActions);
  }
}
