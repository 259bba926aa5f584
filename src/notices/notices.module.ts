import {Module} from '@nestjs/common';
import {IdentityModule} from '../identity';
import {JobsModule} from '../jobs';
import type {Config} from '../platform/config/config';
import {CONFIG} from '../platform/platform.module';
import {SendLink} from './commands/send-link';
import {SendMail} from './commands/send-mail';
import {Mailer} from './mail/mailer';
import {NoticeSettings} from './notice-settings';
import {Notices} from './notices';

/** Writing notices and sending them; the cases feature stands on this. */
@Module({
  imports: [JobsModule, IdentityModule],
  providers: [
    {
      provide: NoticeSettings,
      inject: [CONFIG],
      useFactory: (config: Config): NoticeSettings => new NoticeSettings(config),
    },
    Notices,
    Mailer,
    SendMail,
    SendLink,
  ],
  exports: [Notices],
})
export class NoticesModule {}
