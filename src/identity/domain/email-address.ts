/** Addresses are compared in this form. */
export const normalEmail = (email: string): string => email.trim().toLowerCase();

/** Something before and after one @, no blanks; whether mail arrives is told by sending one (RFC 5321 section 4.5.3: 254). */
export const isEmail = (email: string): boolean =>
  email.length <= 254 && /^[^\s@<>"]+@[^\s@<>"]+$/.test(email);
