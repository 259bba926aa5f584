import {DynamicModule, Module, Type} from '@nestjs/common';
import {AuditModule} from '../audit';
import {MarkNoticeRead} from './commands/mark-notice-read';
import {InboxController} from './http/inbox.controller';
import {ListInbox} from './queries/list-inbox';
import {ListMailFailures} from './queries/list-mail-failures';

/** Reading notices. Apart from writing them, because it stands on the cases, which stand on the writing. */
@Module({
  imports: [AuditModule],
  controllers: [InboxController],
  providers: [ListInbox, ListMailFailures, MarkNoticeRead],
})
export class InboxModule {
  /** @param cases exports `CaseVisibility`; without one the application does not start */
  static with(cases: Type | DynamicModule): DynamicModule {
    return {module: InboxModule, imports: [cases]};
  }
}
