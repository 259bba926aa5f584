import {Module} from '@nestjs/common';
import {AuditModule} from '../audit';
import {JobHandlers} from './job-handlers';
import {OutboxRunner} from './outbox-runner';

/** Expects `ReadDatabase` and `Clock` from a global module. */
@Module({imports: [AuditModule], providers: [JobHandlers, OutboxRunner], exports: [JobHandlers]})
export class JobsModule {}
