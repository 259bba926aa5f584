import {Injectable} from '@nestjs/common';
import {createTransport} from 'nodemailer';
import {JobFailedError} from '../../jobs';
import {Mail} from '../domain/mail';
import {NoticeSettings} from '../notice-settings';
import {mailFailure} from './mail-failure';
import {needsTls} from './needs-tls';

/** Hands mails to the installation's mail server, one recipient each. */
@Injectable()
export class Mailer {
  readonly #settings: NoticeSettings;

  constructor(settings: NoticeSettings) {
    this.#settings = settings;
  }

  get configured(): boolean {
    return this.#settings.smtp !== null;
  }

  /** @throws JobFailedError without address or server reply in its reason */
  async send(mail: Mail, at: Date): Promise<void> {
    const {smtp} = this.#settings;
    if (!smtp) throw new JobFailedError('no mail server is set up', {permanent: false});
    const transport = createTransport({
      url: smtp.url,
      requireTLS: needsTls(smtp.url),
      connectionTimeout: 10_000,
      greetingTimeout: 10_000,
      socketTimeout: 30_000,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    try {
      await transport.sendMail({
        ...mail,
        to: {...mail.to},
        from: smtp.from,
        date: at,
        // RFC 3834 section 5: absence notes are not to be sent in reply.
        headers: {'Auto-Submitted': 'auto-generated'},
      });
    } catch (error) {
      throw mailFailure(error);
    } finally {
      transport.close();
    }
  }
}
