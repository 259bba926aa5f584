/** What a one-time link is for: a first password, or a new one. */
export type LinkPurpose = 'invitation' | 'recovery';

const HOUR = 3_600_000;

/** Milliseconds for which a link opens: who is invited may be away; who asked waits for it. */
export const LINK_LIFETIME: Readonly<Record<LinkPurpose, number>> = {
  invitation: 7 * 24 * HOUR,
  recovery: HOUR,
};

/** Where a link leads. The token stands in the fragment, which browsers send to no server and put in no referrer. */
export const linkTo = (site: URL, token: string): string => `${site.origin}/password#${token}`;
