import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {Validator} from '@seriousme/openapi-schema-validator';
import {runCli} from '../../../src/cli/run-cli';
import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';

interface Operation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly security?: readonly object[];
  readonly parameters?: readonly {readonly name: string; readonly in: string}[];
  readonly requestBody?: object;
  readonly responses: Readonly<
    Record<string, {readonly description?: string; readonly content?: Readonly<Record<string, object>>}>
  >;
}

interface Description {
  readonly openapi: string;
  readonly servers: readonly {readonly url: string}[];
  readonly tags: readonly {readonly name: string}[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

const root = join(__dirname, '..', '..', '..');
const committed = readFileSync(join(root, 'openapi.json'), 'utf8');
const description = JSON.parse(committed) as Description;
const operations = Object.entries(description.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({path, method, ...operation})),
);

describe('the description of the interface', () => {
  let demonstration: TestApp;
  let installation: TestApp;

  beforeAll(async () => {
    demonstration = await startTestApp();
    installation = await startTestApp({
      demonstration: false,
      publicUrl: new URL('https://collegium.example'),
    });
  });

  afterAll(async () => {
    await demonstration.close();
    await installation.close();
  });

  it('says what the code does', async () => {
    const printed: string[] = [];
    const code = await runCli(['openapi', '--check'], {
      env: {},
      root,
      print: (line) => printed.push(line),
      warn: (line) => printed.push(line),
      readInput: () => Promise.resolve(''),
    });
    expect([code, printed]).toEqual([0, ['openapi.json says what the code does.']]);
  });

  it('is valid by the schema of OpenAPI 3.1, and a broken copy is not', async () => {
    const broken = {...description, paths: {'no-slash': {get: {responses: 'none'}}}};
    const verdicts = [
      await new Validator().validate({...description}),
      await new Validator().validate(broken),
    ];
    expect(verdicts.map(({valid}) => valid)).toEqual([true, false]);
  });

  it('is served to everybody as it is committed, byte for byte', async () => {
    for (const app of [demonstration, installation]) {
      const response = await fetch(`${app.baseUrl}/api/openapi.json`);
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toMatch(/^application\/json/);
      expect(await response.text()).toBe(committed);
    }
  });

  it('is OpenAPI 3.1 on the server that gives it', () => {
    expect(description.openapi).toBe('3.1.0');
    expect(description.servers).toEqual([{url: '/'}]);
  });

  it('gives each operation one readable name and a known tag', () => {
    const names = operations.map(({operationId}) => operationId);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z]+([A-Z][a-z]+)*$/);
    const known = description.tags.map(({name}) => name);
    const used = new Set(operations.flatMap(({tags}) => tags));
    expect([...used].sort()).toEqual([...known].sort());
  });

  it('asks for our header wherever something may change, and names every refusal of that', () => {
    for (const {method, parameters = [], responses} of operations) {
      const asks = parameters.some(({name}) => name === 'X-Collegium');
      expect(asks).toBe(method !== 'get');
      const refused = responses['403']?.description ?? '';
      expect(refused.includes('`csrf`')).toBe(method !== 'get');
    }
  });

  it('asks for a sign-in on all operations but those that let somebody in, and answers errors as problems', () => {
    const open = operations.filter(({security}) => security?.length === 0);
    expect(open.map(({operationId}) => operationId).sort()).toEqual([
      'askForRecovery',
      'beginProviderSignIn',
      'choosePassword',
      'finishProviderSignIn',
      'setUp',
      'showHealth',
      'showIdentityProvider',
      'signIn',
    ]);
    for (const {security, responses} of operations) {
      if (security === undefined) expect(responses).toHaveProperty('401');
      for (const [status, {content = {}}] of Object.entries(responses)) {
        if (!/^[23]/.test(status)) expect(Object.keys(content)).toEqual(['application/problem+json']);
      }
    }
  });

  it('describes routes that exist', () => {
    const fastify = demonstration.app.getHttpAdapter().getInstance();
    const missing = operations.filter(({method, path}) => {
      const url = path.replace(/\{path\}$/, '*').replaceAll(/\{(\w+)\}/g, ':$1');
      return !fastify.hasRoute({method: method.toUpperCase(), url});
    });
    expect(missing).toEqual([]);
    expect(operations.length).toBeGreaterThanOrEqual(20);
  });

  describe('as a page', () => {
    it('is there in demonstration mode, with all that it loads, under a policy of its own', async () => {
      const page = await fetch(`${demonstration.baseUrl}/api/docs`);
      const text = await page.text();
      expect(page.status).toBe(200);
      const policy = page.headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'self'");
      expect(policy).not.toMatch(/https?:|script-src|unsafe-eval/);
      const loaded = [...text.matchAll(/<(?:script|link)[^>]*(?:src|href)="([^"]+)"/g)].map(
        ([, url = '']) => url,
      );
      expect(loaded.length).toBeGreaterThanOrEqual(4);
      for (const url of loaded) {
        const part = await fetch(new URL(url, `${demonstration.baseUrl}/api/docs`));
        expect([url, part.status, (await part.arrayBuffer()).byteLength > 0]).toEqual([url, 200, true]);
        expect(new URL(part.url).origin).toBe(demonstration.baseUrl);
      }
      expect(text).not.toMatch(/<script(?![^>]*\bsrc=)/);
    });

    it('describes the same interface and asks no other host to check it', async () => {
      const init = await (await fetch(`${demonstration.baseUrl}/api/docs/swagger-ui-init.js`)).text();
      expect(init).toContain('"operationId": "performAction"');
      expect(init).toContain('"validatorUrl": null');
    });

    it('leaves every other route its strict policy', async () => {
      for (const path of ['/api/openapi.json', '/api/health', '/', '/api/docsy']) {
        const response = await fetch(`${demonstration.baseUrl}${path}`);
        await response.arrayBuffer();
        const policy = response.headers.get('content-security-policy');
        expect([path, policy]).toEqual([path, expect.stringContaining("default-src 'none'")]);
        expect(policy).not.toContain('unsafe-inline');
      }
    });

    it('is as absent as any unknown address otherwise', async () => {
      const answers = await Promise.all(
        ['/api/docs', '/api/docs/', '/api/docs/swagger-ui-init.js', '/api/unknown'].map(async (path) => {
          const response = await fetch(`${installation.baseUrl}${path}`);
          return [response.status, response.headers.get('content-security-policy'), await response.json()];
        }),
      );
      for (const answer of answers) expect(answer).toEqual(answers.at(-1));
    });
  });
});
