// workflows <- domain <- persistence <- commands, queries <- http <- app.module; platform knows no feature; audit stands
// on platform alone; features meet at index.ts. Each rule is proven by a planted violation in test/unit/layers.
const spec = '\\.spec\\.ts$';

/** Libraries that compute and nothing else. */
const pureLibraries =
  'node_modules/(ajv|ajv-formats|canonicalize|otplib|luxon|@types/luxon|xstate|csv-parse|@marcbachmann/cel-js)/';

const layers = [
  {
    name: 'platform-knows-no-feature',
    comment: 'platform/ is technique without one domain word',
    from: {path: '^src/platform/'},
    to: {path: '^src/', pathNot: '^src/platform/'},
  },
  {
    name: 'audit-stands-on-platform-alone',
    comment: 'every feature stands on the log, so the log can stand on none of them',
    from: {path: '^src/audit/'},
    to: {path: '^src/', pathNot: '^src/(audit|platform)/'},
  },
  {
    name: 'workflow-stands-on-the-log',
    comment: 'workflow/ knows nothing of medicine; features register with it',
    from: {path: '^src/workflow/'},
    to: {path: '^src/', pathNot: '^src/(workflow|audit|platform)/'},
  },
  {
    name: 'disclosure-stands-on-workflow',
    comment: 'the gate judges records and viewers by the workflow; it asks no feature',
    from: {path: '^src/disclosure/'},
    to: {path: '^src/', pathNot: '^src/(disclosure|workflow|platform)/'},
  },
  {
    name: 'features-meet-at-their-face',
    comment: 'import the other feature from its index.ts, and offer there what is missing',
    // A unit's spec may build what it stands on from the parts.
    from: {path: '^src/([^/]+)/', pathNot: '\\.spec\\.ts$'},
    to: {path: '^src/[^/]+/', pathNot: '^src/($1|platform)/|^src/[^/]+/index\\.ts$'},
  },
  {
    name: 'the-root-uses-faces',
    comment: 'whoever composes takes a feature from its index.ts',
    from: {path: '^src/[^/]+\\.ts$', pathNot: '^src/cli\\.ts$'},
    to: {path: '^src/[^/]+/', pathNot: '^src/platform/|^src/[^/]+/index\\.ts$'},
  },
];

const withinAFeature = [
  {
    name: 'domain-stands-alone',
    comment:
      'domain/ is pure: no rows, no commands, no HTTP, no other layer of its feature or of the platform, but for what is pure there',
    from: {path: '^src/([^/]+)/domain/', pathNot: spec},
    to: {
      path: '^src/',
      pathNot:
        '^src/$1/domain/|^src/(?!platform/)[^/]+/index\\.ts$|^src/platform/(errors/problem|csv/read-table)\\.ts$',
    },
  },
  {
    name: 'domain-uses-pure-libraries',
    comment: 'no Nest, no driver, no framework in domain/',
    from: {path: '^src/[^/]+/domain/', pathNot: spec},
    to: {path: 'node_modules/', pathNot: pureLibraries},
  },
  {
    name: 'domain-does-no-input-or-output',
    comment: 'of Node itself, domain/ takes hashes and bytes',
    from: {path: '^src/[^/]+/domain/', pathNot: spec},
    to: {dependencyTypes: ['core'], pathNot: '^(node:)?(crypto|buffer)$'},
  },
  {
    name: 'persistence-serves-those-above',
    from: {path: '^src/([^/]+)/persistence/'},
    to: {path: '^src/$1/(commands|queries|handlers|http)/'},
  },
  {
    name: 'queries-only-look',
    comment: 'a query has nothing to do with what writes',
    from: {path: '^src/([^/]+)/queries/'},
    to: {path: '^src/$1/(commands|handlers|http)/'},
  },
  {
    name: 'commands-know-no-http',
    from: {path: '^src/([^/]+)/(commands|handlers)/'},
    to: {path: '^src/$1/http/'},
  },
  {
    name: 'http-runs-no-statement',
    comment: 'a controller asks a command or a query',
    from: {path: '^src/(?!platform/)([^/]+)/http/'},
    to: {path: '^src/$1/persistence/|^src/platform/(database|jobs)/'},
  },
];

const writing = [
  {
    name: 'only-the-log-writes',
    comment: 'inject ReadDatabase to look and AuditedTransaction to write; only composition makes a Database',
    from: {
      path: '^src/',
      pathNot:
        '^src/(platform|audit)/|^src/create-app\\.ts$|^src/cli/(administration|openapi-document|with-installation)\\.ts$',
    },
    to: {path: '^src/platform/database/database\\.ts$'},
  },
  {
    name: 'only-the-database-opens-transactions',
    from: {path: '^src/', pathNot: '^src/platform/database/'},
    to: {path: '^src/platform/database/connection-transaction\\.ts$'},
  },
  {
    name: 'only-sessions-note-their-use',
    comment: 'the one write that is not on record; everything else is a change',
    from: {
      path: '^src/',
      pathNot: '^src/identity/queries/sessions\\.ts$|^src/platform/platform\\.module\\.ts$',
    },
    to: {path: '^src/platform/database/use-marks\\.ts$'},
  },
  {
    name: 'only-duties-open-scopes',
    comment: 'a request has the rows of its person; whoever has others is one of these',
    from: {
      path: '^src/',
      pathNot:
        '^src/(platform|audit|cli|seed)/|^src/create-app\\.ts$|^src/jobs/outbox-runner\\.ts$|^src/cases/commands/run-deadlines\\.ts$' +
        '|^src/people/commands/set-up\\.ts$|^src/installation/commands/record-configuration\\.ts$|^src/(reviews|workflow)/commands/register-(instruments|workflows)\\.ts$' +
        '|^src/compliance/commands/(seek-nightly|tell-destructions)\\.ts$|^src/identity/queries/still-signed-in\\.ts$|^src/live/queries/live-streams\\.ts$',
    },
    to: {path: '^src/platform/database/rows/'},
  },
  {
    name: 'only-the-database-knows-its-driver',
    comment: 'the verifier reads a log that it does not trust, through a connection of its own',
    from: {path: '^src/', pathNot: '^src/platform/database/|^src/audit/verify/'},
    to: {path: 'node_modules/(typeorm|pg|@nestjs/typeorm|@types/pg)/'},
  },
];

const composition = [
  {
    name: 'only-the-top-composes',
    from: {path: '^src/', pathNot: '^src/(create-app|main|cli|start-failure)\\.ts$|^src/(cli|seed)/'},
    to: {path: '^src/(create-app|app\\.module|main|cli)\\.ts$|^src/(cli|seed)/'},
  },
  {
    name: 'the-demonstration-client-knows-the-contract-alone',
    comment: 'it shows that a client can drive every workflow by what the interface says',
    from: {path: '^src/demo/client/'},
    to: {path: '^src/', pathNot: '^src/demo/client/'},
  },
];

const client = [
  {
    name: 'the-client-knows-the-interface-alone',
    comment: 'what it knows of the server stands in openapi.json',
    from: {path: '^web/'},
    to: {path: '^(src|test|bench|bin)/'},
  },
  {
    name: 'the-server-knows-no-client',
    comment: 'it serves the files that were built',
    from: {path: '^src/'},
    to: {path: '^web/'},
  },
  {
    name: 'client-features-meet-at-their-face',
    comment: 'import the other feature from its index.ts, and offer there what is missing',
    from: {path: '^web/src/features/([^/]+)/'},
    to: {path: '^web/src/features/[^/]+/', pathNot: '^web/src/features/($1/|[^/]+/index\\.ts$)'},
  },
  {
    name: 'pages-are-loaded-on-demand',
    comment: 'the router names the pages; each is loaded when somebody goes there',
    from: {path: '^web/src/app/'},
    to: {path: '^web/src/features/[^/]+/[^/]+-page\\.tsx$', dynamic: false},
  },
  {
    name: 'the-client-s-parts-know-no-feature',
    comment: 'api <- layout, theme <- forms <- features <- app',
    from: {path: '^web/src/(api|theme|layout|forms)/'},
    to: {path: '^web/src/(features|app)/'},
  },
  {
    name: 'features-know-no-app',
    from: {path: '^web/src/features/'},
    to: {path: '^web/src/app/'},
  },
  {
    name: 'the-api-stands-alone',
    from: {path: '^web/src/api/'},
    to: {path: '^web/src/(?!api/)'},
  },
  {
    name: 'the-client-reaches-the-interface-through-api',
    comment: 'one place sends requests',
    from: {path: '^web/src/(features|app|layout|forms|theme)/'},
    to: {path: '^web/src/api/', pathNot: '^web/src/api/index\\.ts$'},
  },
];

const hygiene = [
  {
    name: 'no-cycles',
    comment: 'a third concept is missing; type-only ones count',
    from: {},
    to: {circular: true},
  },
  {
    name: 'no-orphans',
    comment: 'nobody uses it',
    from: {
      orphan: true,
      pathNot: '^src/(main|cli)\\.ts$|^web/src/main\\.tsx$|\\.d\\.ts$|\\.(int-)?spec\\.ts$',
    },
    to: {},
  },
  {
    name: 'time-stamps-are-read-on-demand',
    comment: 'reading ASN.1 takes a second to load, which only an installation that has its log stamped pays',
    from: {path: '^src/', pathNot: spec},
    to: {path: '^src/audit/anchor/timestamp\\.ts$', dynamic: false},
  },
  {name: 'everything-resolves', from: {}, to: {couldNotResolve: true}},
  {
    name: 'nobody-imports-a-test',
    from: {path: '^src/', pathNot: spec},
    to: {path: `^(test|bench)/|${spec}`},
  },
  {
    name: 'the-product-needs-no-development-package',
    from: {path: '^src/', pathNot: spec},
    to: {
      dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'],
      pathNot: '@types/',
    },
  },
];

module.exports = {
  forbidden: [...layers, ...withinAFeature, ...writing, ...composition, ...client, ...hygiene].map(
    (rule) => ({
      severity: 'error',
      ...rule,
    }),
  ),
  options: {
    doNotFollow: {path: 'node_modules'},
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'types'],
    },
  },
};
