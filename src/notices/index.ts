export {CaseVisibility} from './case-visibility';
export type {NoticeKind} from './domain/notice-kind';
export {InboxModule} from './inbox.module';
export {Notices} from './notices';
export {NoticesModule} from './notices.module';
