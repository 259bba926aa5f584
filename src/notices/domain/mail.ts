export interface Mailbox {
  readonly name: string;
  readonly address: string;
}

export interface Mail {
  readonly to: Mailbox;
  readonly subject: string;
  readonly text: string;
  /** The same for each attempt, so that mail systems can drop one that was sent twice. */
  readonly messageId: string;
}

/** @returns null when the address on file is none that mail can be sent to */
export function mailTo(recipient: Mailbox, content: Omit<Mail, 'to'>): Mail | null {
  if (!isAddress(recipient.address)) return null;
  return {to: {name: singleLine(recipient.name), address: recipient.address}, ...content};
}

/** One mailbox of RFC 5321 in its plain form: no quoting, no comments, no lists, no control characters. */
function isAddress(text: string): boolean {
  return text.length <= 254 && /^[^\s\p{C}<>()[\],;:\\"@]+@[^\s\p{C}<>()[\],;:\\"@]+$/u.test(text);
}

/** Line ends in a name would begin a header of their own (RFC 5322 section 2.2). */
function singleLine(name: string): string {
  return name.replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}
