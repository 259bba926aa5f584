import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {Violation, cruise, plant} from './planted-tree';

interface Rules {
  readonly forbidden: readonly {readonly name: string}[];
}

/** For each rule, an import that it must refuse: from, to, and how it is written. */
const planted: Readonly<Record<string, readonly [from: string, to: string, written: string]>> = {
  'platform-knows-no-feature': ['src/platform/clock.ts', 'src/cases/index.ts', '../cases'],
  'audit-stands-on-platform-alone': ['src/audit/append.ts', 'src/workflow/index.ts', '../workflow'],
  'workflow-stands-on-the-log': ['src/workflow/registry.ts', 'src/disclosure/index.ts', '../disclosure'],
  'disclosure-stands-on-workflow': ['src/disclosure/project.ts', 'src/cases/index.ts', '../cases'],
  'features-meet-at-their-face': [
    'src/charts/chart.ts',
    'src/cases/queries/look.ts',
    '../cases/queries/look',
  ],
  'the-root-uses-faces': ['src/app.module.ts', 'src/cases/queries/look.ts', './cases/queries/look'],
  'domain-stands-alone': ['src/cases/domain/rule.ts', 'src/cases/persistence/rows.ts', '../persistence/rows'],
  'domain-uses-pure-libraries': [
    'src/cases/domain/nest.ts',
    'node_modules/@nestjs/common/index.js',
    '@nestjs/common',
  ],
  'domain-does-no-input-or-output': ['src/cases/domain/file.ts', 'fs', 'node:fs'],
  'persistence-serves-those-above': [
    'src/cases/persistence/up.ts',
    'src/cases/queries/look.ts',
    '../queries/look',
  ],
  'queries-only-look': ['src/cases/queries/act.ts', 'src/cases/commands/change.ts', '../commands/change'],
  'commands-know-no-http': ['src/cases/commands/reply.ts', 'src/cases/http/page.dto.ts', '../http/page.dto'],
  'http-runs-no-statement': [
    'src/cases/http/direct.ts',
    'src/cases/persistence/rows.ts',
    '../persistence/rows',
  ],
  'only-the-log-writes': [
    'src/cases/commands/write.ts',
    'src/platform/database/database.ts',
    '../../platform/database/database',
  ],
  'only-the-database-opens-transactions': [
    'src/audit/open.ts',
    'src/platform/database/connection-transaction.ts',
    '../platform/database/connection-transaction',
  ],
  'only-sessions-note-their-use': [
    'src/identity/note.ts',
    'src/platform/database/use-marks.ts',
    '../platform/database/use-marks',
  ],
  'only-duties-open-scopes': [
    'src/cases/queries/everything.ts',
    'src/platform/database/rows/row-scope.ts',
    '../../platform/database/rows/row-scope',
  ],
  'only-the-database-knows-its-driver': ['src/cases/raw.ts', 'node_modules/pg/index.js', 'pg'],
  'only-the-top-composes': ['src/charts/compose.ts', 'src/create-app.ts', '../create-app'],
  'the-demonstration-client-knows-the-contract-alone': [
    'src/demo/client/peek.ts',
    'src/cases/index.ts',
    '../../cases',
  ],
  'the-client-knows-the-interface-alone': [
    'web/src/features/cases/reach.ts',
    'src/cases/index.ts',
    '../../../../src/cases',
  ],
  'the-server-knows-no-client': ['src/reviews/page.ts', 'web/src/api/index.ts', '../../web/src/api'],
  'client-features-meet-at-their-face': [
    'web/src/features/home/inner.ts',
    'web/src/features/cases/part.ts',
    '../cases/part',
  ],
  'pages-are-loaded-on-demand': [
    'web/src/app/eager.ts',
    'web/src/features/cases/case-page.tsx',
    '../features/cases/case-page',
  ],
  'the-client-s-parts-know-no-feature': [
    'web/src/layout/frame.ts',
    'web/src/features/cases/index.ts',
    '../features/cases',
  ],
  'features-know-no-app': ['web/src/features/cases/up.ts', 'web/src/app/pages.ts', '../../app/pages'],
  'the-api-stands-alone': ['web/src/api/up.ts', 'web/src/layout/index.ts', '../layout'],
  'the-client-reaches-the-interface-through-api': [
    'web/src/features/cases/direct.ts',
    'web/src/api/call.ts',
    '../../api/call',
  ],
  'no-cycles': ['src/reviews/one.ts', 'src/reviews/two.ts', './two'],
  'no-orphans': ['src/reviews/alone.ts', '', ''],
  'time-stamps-are-read-on-demand': [
    'src/audit/eager.ts',
    'src/audit/anchor/timestamp.ts',
    './anchor/timestamp',
  ],
  'everything-resolves': ['src/reviews/lost.ts', './nowhere', './nowhere'],
  'nobody-imports-a-test': ['src/reviews/tested.ts', 'src/reviews/rule.spec.ts', './rule.spec'],
  'the-product-needs-no-development-package': [
    'src/reviews/checked.ts',
    'node_modules/fast-check/index.js',
    'fast-check',
  ],
};

/** What the planted imports lead to, and imports beside them that every rule allows. */
const sound = {
  'src/main.ts': ['./create-app'],
  'src/create-app.ts': ['./cases', './platform/database/database'],
  'src/cases/index.ts': [],
  'src/cases/queries/look.ts': ['../persistence/rows', '../domain/sound'],
  'src/cases/commands/change.ts': ['../persistence/rows', '../queries/look', '../../audit'],
  'src/cases/http/page.dto.ts': ['../queries/look', '@nestjs/common'],
  'src/cases/persistence/rows.ts': ['../domain/sound'],
  'src/cases/domain/sound.ts': ['canonicalize', 'node:crypto', '../../workflow'],
  'src/audit/index.ts': ['../platform/database/database'],
  'src/audit/anchor/timestamp.ts': ['../index'],
  'src/workflow/index.ts': ['../audit'],
  'src/disclosure/index.ts': ['../workflow'],
  'src/reviews/two.ts': ['./one'],
  'src/reviews/rule.spec.ts': ['fast-check'],
  'src/platform/database/database.ts': ['./connection-transaction', './rows/row-scope', 'typeorm'],
  'src/platform/database/rows/row-scope.ts': [],
  'src/platform/database/connection-transaction.ts': ['pg'],
  'src/platform/database/use-marks.ts': ['./database'],
  'web/src/main.tsx': ['./app/sound'],
  'web/src/app/sound.ts': ['../features/cases', './pages'],
  'web/src/app/pages.ts': [],
  'web/src/api/index.ts': ['./call'],
  'web/src/api/call.ts': [],
  'web/src/layout/index.ts': ['../api'],
  'web/src/features/cases/index.ts': ['./part', '../../layout', '../../api'],
  'web/src/features/cases/part.ts': [],
  'web/src/features/cases/case-page.tsx': ['./part', '../../api'],
};

describe('the rules of the layers', () => {
  const {forbidden} = jest.requireActual<Rules>('../../../.dependency-cruiser.cjs');
  const root = mkdtempSync(join(tmpdir(), 'collegium-layers-'));
  let found: Violation[];

  beforeAll(() => {
    const faulty = Object.values(planted).map(
      ([from, , written]) => [from, written === '' ? [] : [written]] as const,
    );
    plant(root, {...sound, ...Object.fromEntries(faulty)});
    found = cruise(root, ['src', 'web']).violations;
  });

  afterAll(() => {
    rmSync(root, {recursive: true, force: true});
  });

  it('are each proven by a planted violation', () => {
    expect(Object.keys(planted).sort()).toEqual(forbidden.map(({name}) => name).sort());
  });

  it.each(Object.entries(planted))('refuse by %s what %j shows', (rule, [from, to]) => {
    const reported = found.filter((violation) => violation.rule === rule);
    expect(reported).toContainEqual({rule, from, to: to === '' ? from : to});
  });

  it('refuse nothing that is sound', () => {
    const inCircle = new Set(['src/reviews/two.ts']);
    const wronged = found.filter(({from}) => from in sound && !inCircle.has(from));
    expect(wronged).toEqual([]);
  });

  it('hold in the product itself', () => {
    const {modules, violations} = cruise(join(__dirname, '..', '..', '..'), ['src', 'test', 'web/src']);
    expect(modules).toBeGreaterThan(300);
    expect(violations).toEqual([]);
  });
});
