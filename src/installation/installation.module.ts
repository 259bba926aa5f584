import {Module} from '@nestjs/common';
import {AuditModule} from '../audit';
import {RecordConfiguration} from './commands/record-configuration';
import {ConcernsController} from './http/concerns.controller';
import {SignInRulesController} from './http/sign-in-rules.controller';

/** What those who run the installation see of it. */
@Module({
  imports: [AuditModule],
  controllers: [ConcernsController, SignInRulesController],
  providers: [RecordConfiguration],
})
export class InstallationModule {}
