export {CaseVisibility} from './case-visibility';
export {noticeTitles} from './domain/notice-kind';
export type {NoticeKind} from './domain/notice-kind';
export {InboxModule} from './inbox.module';
export {Notices} from './notices';
export type {NewNotice} from './notices';
export {NoticesModule} from './notices.module';
