import type {SeenCase, Walker} from './walk';
import {readPdf} from './pdf-text';

export interface Crawled {
  /** How many replies were read. */
  readonly replies: number;
  /** Everything that they said, headers included. */
  readonly text: string;
}

const DRAFTS = ['lockReview', 'giveInput'] as const;

/** Opens everything about a case that the interface offers to somebody, and keeps each word of it. */
export async function crawl(walker: Walker, key: string, caseId: string): Promise<Crawled> {
  const client = await walker.as(key);
  const at = `/api/cases/${caseId}`;
  const paths = [
    at,
    `${at}/history`,
    `${at}/chart`,
    ...DRAFTS.map((type) => `${at}/drafts/${type}`),
    '/api/cases?limit=100',
    '/api/cases?limit=100&settled=true',
    '/api/inbox?limit=100',
    '/api/inbox/failures',
    '/api/session',
  ];
  const said: string[] = [];
  for (const path of paths) {
    const {status, headers, body} = await client.get(path);
    said.push(`${status} ${JSON.stringify([...headers])} ${JSON.stringify(body)}`);
  }
  said.push(await report(walker, key, caseId));
  return {replies: said.length, text: said.join('\n')};
}

/** The text of the printed report, where there is one for this person. */
async function report(walker: Walker, key: string, caseId: string): Promise<string> {
  const client = await walker.as(key);
  const cookie = client.cookieHeader;
  const response = await fetch(`${client.baseUrl}/api/cases/${caseId}/report.pdf`, {headers: {cookie}});
  const bytes = Buffer.from(await response.arrayBuffer());
  if (response.status !== 200) return `${response.status} ${bytes.toString()}`;
  const {pages, metadata, bookmarks} = readPdf(bytes);
  return JSON.stringify([pages, metadata, bookmarks, [...response.headers]]);
}

/** The texts in `crawled` that were entered by these actions and fields, named by where they were entered. */
export function found(walker: Walker, {text}: Crawled): string[] {
  return [
    ...new Set([...walker.entered].filter(([word]) => text.includes(word)).map(([, place]) => place)),
  ].sort();
}

/** Kinds of content in a case, once each. */
export const kindsOf = (seen: SeenCase): string[] => [...new Set(seen.content.map(({kind}) => kind))].sort();
