import {Module} from '@nestjs/common';
import {JobsModule} from '../jobs';
import type {Config} from '../platform/config/config';
import {CONFIG} from '../platform/platform.module';
import {SendMail} from './commands/send-mail';
import {Mailer} from './mail/mailer';
import {NoticeSettings} from './notice-settings';
import {Notices} from './notices';

/** Writing notices and sending them; the cases feature stands on this. */
@Module({
  imports: [JobsModule],
  providers: [
    {
      provide: NoticeSettings,
      inject: [CONFIG],
      useFactory: (config: Config): NoticeSettings => new NoticeSettings(config),
    },
    Notices,
    Mailer,
    SendMail,
  ],
  exports: [Notices],
})
export class NoticesModule {}
