import {DynamicModule, Module} from '@nestjs/common';
import {AuditModule} from './audit';
import {IdentityModule} from './identity';

/** All features; each registers what it offers to the others in its own module. */
@Module({imports: [AuditModule, IdentityModule]})
export class AppModule {
  /** @param platform the module that gives every feature its ports */
  static on(platform: DynamicModule): DynamicModule {
    return {module: AppModule, imports: [platform]};
  }
}
