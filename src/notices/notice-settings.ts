import type {Config} from '../platform/config/config';

/** What the notices need of the installation's settings. */
export class NoticeSettings {
  readonly smtp: Config['smtp'];
  /** First page of the installation; mails link there. */
  readonly site: URL;

  constructor({smtp, publicUrl, port}: Pick<Config, 'smtp' | 'publicUrl' | 'port'>) {
    this.smtp = smtp;
    this.site = publicUrl ?? new URL(`http://localhost:${port}/`);
  }
}
