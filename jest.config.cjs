/** Nest 12 and its friends are ESM only: the listed packages are compiled with ours (docs/adr/0002). */
const esmPackages =
  '@nestjs|@fastify|fastify|content-disposition|mime|@lukeed|find-my-way|light-my-request|set-cookie-parser|cookie|file-type|strtok3|token-types|uint8array-extras|@tokenizer|@borewit|@marcbachmann|@seriousme|age-encryption|@noble|@scure|pkijs|openid-client|oauth4webapi|jose|oidc-provider|asn1js|bytestreamjs|@peculiar';

/** The whole suite runs in shares, each with its libraries loaded once; whoever asks for some files gets these alone. */
const together = process.env.COLLEGIUM_TEST_TOGETHER === 'yes';

const integrationSpecs = together
  ? ['<rootDir>/test/together/integration-*.cjs']
  : [
      '<rootDir>/test/integration/**/*.int-spec.ts',
      // What kills processes for minutes belongs to `npm run drill` alone.
      ...(process.env.COLLEGIUM_DRILL === 'full' ? ['<rootDir>/test/integration/**/*.drill-spec.ts'] : []),
    ];

const base = {
  testEnvironment: 'node',
  transform: {
    '^.+\\.(t|j|mj)s$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2022',
          parser: {syntax: 'typescript', decorators: true},
          transform: {legacyDecorator: true, decoratorMetadata: true},
          keepClassNames: true,
        },
        module: {type: 'commonjs'},
        sourceMaps: 'inline',
      },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!(.*/node_modules/)?(${esmPackages})/)`],
  // What is loaded on demand is named as Node will find it, by the file that the compiler makes.
  moduleNameMapper: {'^(\\.{1,2}/.*)\\.js$': ['$1.js', '$1.ts']},
  moduleFileExtensions: ['ts', 'js', 'mjs', 'cjs', 'json'],
};

module.exports = {
  maxWorkers: 2,
  testSequencer: '<rootDir>/test/support/longest-first.cjs',
  reporters: ['default', '<rootDir>/test/support/result-reporter.cjs'],
  projects: [
    {
      ...base,
      displayName: 'unit',
      testMatch: together
        ? ['<rootDir>/test/together/unit-*.cjs']
        : [
            '<rootDir>/src/**/*.spec.ts',
            '<rootDir>/web/src/**/*.spec.ts',
            '<rootDir>/test/unit/**/*.spec.ts',
          ],
    },
    {
      ...base,
      displayName: 'integration',
      testMatch: integrationSpecs,
      globalSetup: '<rootDir>/test/support/global-setup.ts',
      globalTeardown: '<rootDir>/test/support/global-teardown.ts',
    },
    {
      ...base,
      displayName: 'browser',
      testMatch: together
        ? ['<rootDir>/test/together/browser-*.cjs']
        : ['<rootDir>/test/browser/**/*.browser-spec.ts'],
      globalSetup: '<rootDir>/test/support/global-setup.ts',
      globalTeardown: '<rootDir>/test/support/global-teardown.ts',
    },
  ],
  testTimeout: 60000,
};
