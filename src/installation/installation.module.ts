import {Module} from '@nestjs/common';
import {AuditModule} from '../audit';
import {ConcernsController} from './http/concerns.controller';

/** What those who run the installation see of it. */
@Module({imports: [AuditModule], controllers: [ConcernsController]})
export class InstallationModule {}
