import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';

const root = join(__dirname, '..', '..', '..');
const disclosure = 'test/integration/disclosure';
const catalogue = join(root, '..', 'shared', 'domain', 'leak-catalogue.md');

interface Shown {
  readonly leak: string;
  /** Files, and the titles in them of the tests that show what must hold. */
  readonly by: Readonly<Record<string, readonly string[]>>;
}

const LEAKS: readonly Shown[] = [
  {
    leak: 'search by a hidden identity found the record',
    by: {'test/integration/compliance/search.int-spec.ts': ['finds nobody by a name that is hidden']},
  },
  {
    leak: 'timing: the SQL prefilter used hidden data',
    by: {[`${disclosure}/hidden-is-absent.int-spec.ts`]: ['does not come up in a list, a filter or a cursor']},
  },
  {
    leak: 'existence oracles: 403 against 404, texts, status codes',
    by: {
      [`${disclosure}/hidden-is-absent.int-spec.ts`]: ['when %s is asked for by %s while it is %s'],
      [`${disclosure}/two-worlds.int-spec.ts`]: ['that there is a case'],
    },
  },
  {
    leak: 'counts and averages',
    by: {
      'test/integration/compliance/search.int-spec.ts': ['says who saw a case, whom it may name, and how often'],
      [`${disclosure}/two-worlds.int-spec.ts`]: ['a second review'],
    },
  },
  {
    leak: 'act-as widened the view',
    by: {'test/unit/docs/leak-catalogue.spec.ts': ['there is no act-as: no operation takes whom to be']},
  },
  {
    leak: 'warnings such as "user not notified", Cc lines, merged mails',
    by: {
      'test/integration/notices/mail.int-spec.ts': [
        'reaches one recipient a mail and says nothing of the case',
        'differs from a mail of another kind in nothing but its date and its id',
      ],
    },
  },
  {
    leak: '@mentions and completions revealed names',
    by: {
      'test/integration/people/people.int-spec.ts': [
        'are listed by name, page by page, for administrators alone',
      ],
      [`${disclosure}/masked-for-judgement.int-spec.ts`]: [
        'is warned about before it is saved, by what the writer may know and no more',
      ],
    },
  },
  {
    leak: "a template filled with review text carried the reviewer's name",
    by: {
      [`${disclosure}/the-reviewed-physician.int-spec.ts`]: [
        'begins with what the physician sees of the case, and with nothing else that its writer knows',
      ],
    },
  },
  {
    leak: 'a dialogue showed who takes part',
    by: {
      [`${disclosure}/the-reviewed-physician.int-spec.ts`]: [
        'reads nothing but the request for input before the feedback, and never who reviewed',
      ],
      [`${disclosure}/two-worlds.int-spec.ts`]: ['who reviews'],
    },
  },
  {
    leak: 'a reviewer of round one saw authors in round two through the API',
    by: {
      [`${disclosure}/masked-for-judgement.int-spec.ts`]: [
        'who locked their scores of care is shown the outcome, still of nobody, and rates harm without the others',
      ],
      [`${disclosure}/blind-for-life.int-spec.ts`]: [
        'is asked no second time, nor in a second round',
        'stays as blind when the case is settled, and re-opened',
      ],
    },
  },
  {
    leak: 'the event log named reviewers to someone with two roles',
    by: {
      'test/integration/compliance/search.int-spec.ts': [
        'names nobody in a case whose identity the gate hides, and not whence they came',
        'tells a compliance officer nothing of a case to which they are a party',
      ],
    },
  },
  {
    leak: 'headers, breadcrumbs, "To" boxes',
    by: {[`${disclosure}/canary-sweep.int-spec.ts`]: ['in cases of %s, in every state']},
  },
  {
    leak: 'file metadata (author of a PDF or DOCX)',
    by: {
      'src/charts/renditions/clean-pdf.spec.ts': ['a PDF keeps its pages and tells of nobody in any other place'],
      [`${disclosure}/masked-for-judgement.int-spec.ts`]: [
        'does not exist for reviewers until the office looked at it, and then has no metadata',
      ],
    },
  },
  {
    leak: 'names typed inside free text',
    by: {
      [`${disclosure}/masked-for-judgement.int-spec.ts`]: [
        'is warned about before it is saved, by what the writer may know and no more',
      ],
    },
  },
  {
    leak: 'sequential ids told order and number',
    by: {
      [`${disclosure}/what-each-role-sees.int-spec.ts`]: [
        'tells the number to office, committee and compliance alone',
      ],
    },
  },
  {
    leak: 'past holders of a role stayed visible',
    by: {
      'src/compliance/domain/project-event.spec.ts': ['hides who was a reviewer once, whatever they did it as'],
    },
  },
  {
    leak: 'any author could fetch any document; HTML ran inline',
    by: {
      'test/integration/charts/chart-http.int-spec.ts': [
        'is nobody’s who does not see the chart, nor to be had through another case',
        'comes back byte for byte, to be saved and never to be run',
      ],
    },
  },
  {
    leak: 'an expression language executed code',
    by: {'src/workflow/domain/facts.spec.ts': ['reads facts and nothing else', 'refuses %p']},
  },
  {
    leak: 'magic links were clicked by mail scanners and accepted reviews',
    by: {
      'test/integration/openapi/openapi.int-spec.ts': [
        'asks for our header wherever something may change, and names every refusal of that',
      ],
    },
  },
  {
    leak: 'user enumeration',
    by: {
      'test/integration/identity/session.int-spec.ts': [
        'answers an unknown address, a wrong password and a disabled account alike',
      ],
      'test/integration/identity/account-link.int-spec.ts': [
        'answers alike whether or not somebody has the address, and mails nobody else',
      ],
      [`${disclosure}/two-worlds.int-spec.ts`]: ['that somebody has an account'],
    },
  },
  {
    leak: "a conflict was missed since the profile's address was unconfirmed",
    by: {
      'src/conflicts/domain/find-conflicts.spec.ts': [
        'every known identity is matched, and what cannot be verified is flagged',
      ],
    },
  },
  {
    leak: 'organisation aliases missed; placeholder domains matched',
    by: {
      'src/conflicts/domain/find-conflicts.spec.ts': ['an organisation is the same under each of its names'],
      'test/integration/conflicts/conflicts.int-spec.ts': [
        'rows 21 and 22: is asked for every identity, under each name of an organisation, but for placeholders',
      ],
    },
  },
  {
    leak: 'conflicts computed once, then stale',
    by: {
      'test/integration/conflicts/conflicts.int-spec.ts': [
        'row 23: is done again at each use: no offer is taken, and nothing locked, decided or sent, against what came later',
        'row 23: keeps out of open cases whoever a change of it puts into conflict',
      ],
    },
  },
];

const rowsOf = (markdown: string): string[] =>
  [...markdown.matchAll(/^\| \d+ \| (.+?) \|/gmu)].map(([, leak = '']) => leak);

describe('of the leaks of other systems,', () => {
  it.each(LEAKS.map((row, index) => [index + 1, row.leak, row.by] as const))(
    'leak %i, %s, is shown not to happen here',
    (_, leak, by) => {
      const missing = Object.entries(by).flatMap(([file, titles]) => {
        const text = readFileSync(join(root, file), 'utf8').replaceAll("\\'", "'");
        return titles.filter((title) => !text.includes(title)).map((title) => `${file}: ${title}`);
      });
      expect({leak, missing, tests: Object.keys(by).length > 0}).toEqual({leak, missing: [], tests: true});
    },
  );

  it('there are twenty-three, those of the catalogue where it is at hand', () => {
    const known = existsSync(catalogue) ? rowsOf(readFileSync(catalogue, 'utf8')) : null;
    expect(LEAKS).toHaveLength(23);
    expect(LEAKS.map(({leak}) => leak)).toEqual(known ?? LEAKS.map(({leak}) => leak));
  });

  it('there is no act-as: no operation takes whom to be', () => {
    const description = JSON.parse(readFileSync(join(root, 'openapi.json'), 'utf8')) as {
      paths: Readonly<Record<string, Readonly<Record<string, {parameters?: {in: string; name: string}[]}>>>>;
    };
    const headers = Object.values(description.paths).flatMap((item) =>
      Object.values(item).flatMap(({parameters = []}) =>
        parameters.filter((one) => one.in === 'header').map(({name}) => name),
      ),
    );
    expect([...new Set(headers)].sort()).toEqual([
      'Idempotency-Key',
      'If-Match',
      'If-None-Match',
      'X-Collegium',
    ]);
    expect(Object.keys(description.paths).filter((path) => /act-?as|impersonat|behalf/i.test(path))).toEqual([]);
  });
});
