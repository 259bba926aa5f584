import {Mail, Mailbox, mailTo} from './mail';

/** Of all mails alike: whoever sees a mailbox or a mail log learns neither case nor matter. */
export const MAIL_SUBJECT = 'Something awaits you in Collegium';

/**
 * The mail that announces a notice: to one person, without kind, case or number.
 *
 * @param site address of the installation's first page
 * @returns null when the address on file is none that mail can be sent to
 */
export const noticeMail = (recipient: Mailbox, site: URL, noticeId: string): Mail | null =>
  mailTo(recipient, {
    subject: MAIL_SUBJECT,
    text: `Something awaits you in Collegium. Sign in to see it:\n\n${site.origin}/\n`,
    messageId: `<${noticeId}@${site.hostname}>`,
  });
