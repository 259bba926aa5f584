import {Mail, Mailbox, mailTo} from './mail';

/** Why each kind of link was sent. It tells that there is an account, which the recipient's mailbox knows anyhow. */
const reasons = {
  invitation: 'You have been given an account in Collegium. Choose a password within seven days:',
  recovery: 'A new password was asked for. Choose it within an hour:',
} as const;

export const LINK_SUBJECT = 'Your account in Collegium';

/**
 * The mail that brings a one-time link to the person whose account it opens.
 *
 * @param id of the job that sends it, the same for each attempt
 * @returns null when the address on file is none that mail can be sent to
 */
export const linkMail = (
  recipient: Mailbox,
  {link, purpose}: {link: string; purpose: keyof typeof reasons},
  {site, id}: {site: URL; id: string},
): Mail | null =>
  mailTo(recipient, {
    subject: LINK_SUBJECT,
    text: `${reasons[purpose]}\n\n${link}\n\nNobody else can see or use it. If you did not expect this mail, leave it alone.\n`,
    messageId: `<link-${id}@${site.hostname}>`,
  });
