// Runs the launcher in a Node of its own, so that a test can kill it: prints one JSON line, then stays until killed.
const {readFileSync} = require('node:fs');
const {join} = require('node:path');
const {setInterval} = require('node:timers');
const {transformSync} = require('@swc/core');

require.extensions['.ts'] = (module, filename) => {
  const {code} = transformSync(readFileSync(filename, 'utf8'), {
    filename,
    jsc: {target: 'es2022', parser: {syntax: 'typescript', decorators: true}},
    module: {type: 'commonjs'},
  });
  module._compile(code, filename);
};

const launcher = '../../../src/platform/database/embedded/start-embedded-postgres.ts';
const {startEmbeddedPostgres} = require(join(__dirname, launcher));

startEmbeddedPostgres({directory: process.argv[2]}).then(
  ({pid, ownerUrl}) => {
    console.log(JSON.stringify({pid, ownerUrl}));
    setInterval(() => undefined, 60_000);
  },
  (error) => {
    console.log(JSON.stringify({error: error.message}));
    process.exitCode = 1;
  },
);
