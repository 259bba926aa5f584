export {JobFailedError, failureText} from './job-failed-error';
export {JobHandlers} from './job-handlers';
export type {JobHandler} from './job-handlers';
export {JobsModule} from './jobs.module';
export {OutboxRunner} from './outbox-runner';
