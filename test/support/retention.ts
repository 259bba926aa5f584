import type {Answer} from './client';
import type {Walker} from './walk';

interface Judged {
  readonly case: string;
  readonly classes: readonly {readonly class: string; readonly verdict: string}[];
}

/** Retention and disposal over HTTP, as compliance works with them. */
export class RetentionDrive {
  constructor(readonly walker: Walker) {}

  async post<Body>(key: string, path: string, body?: unknown): Promise<Answer<Body>> {
    return (await this.walker.as(key)).post<Body>(`/api/retention/${path}`, body ?? {});
  }

  async get<Body>(key: string, path: string): Promise<Answer<Body>> {
    return (await this.walker.as(key)).get<Body>(`/api/retention/${path}`);
  }

  /** Six years for everything of a class. */
  enter(name: string, more: Readonly<Record<string, unknown>> = {}): Promise<Answer<{id: string}>> {
    const counsel = {counsel: 'C. Counsel', approvedOn: '2026-03-01', document: 'Retention schedule 7'};
    return this.post('compliance', 'policies', {class: name, programme: '*', years: 6, ...counsel, ...more});
  }

  /** Why each class of a case goes or stays. */
  async dryRun(caseId: string): Promise<Record<string, string>> {
    const judged: Judged[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const query: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const {body} = await this.get<{items: Judged[]; next: string | null}>(
        'compliance',
        `dry-run?limit=2${query}`,
      );
      judged.push(...body.items);
      cursor = body.next;
    }
    const classes = judged.find((one) => one.case === caseId)?.classes ?? [];
    return Object.fromEntries(classes.map((one) => [one.class, one.verdict]));
  }

  /** A disposal that two people agreed upon. @returns its path */
  async approved(): Promise<string> {
    const asked = await this.post<{id: string}>('compliance', 'disposals');
    if (asked.status !== 201) throw new Error(`nothing is due: ${JSON.stringify(asked.body)}`);
    const path = `disposals/${asked.body.id}`;
    const {status, body} = await this.post('compliance2', `${path}/approve`);
    if (status !== 200) throw new Error(`the disposal is not approved: ${JSON.stringify(body)}`);
    return path;
  }
}
