// Integrates and exports in a Node of its own, so that a test can kill it: node integrate-in-child.cjs URL KEY FOLDER
const {readFileSync} = require('node:fs');
const {join} = require('node:path');
const {setTimeout: pause} = require('node:timers/promises');
const {transformSync} = require('@swc/core');

require.extensions['.ts'] = (module, filename) => {
  const {code} = transformSync(readFileSync(filename, 'utf8'), {
    filename,
    jsc: {
      target: 'es2022',
      parser: {syntax: 'typescript', decorators: true},
      transform: {legacyDecorator: true, decoratorMetadata: true},
      keepClassNames: true,
    },
    module: {type: 'commonjs'},
  });
  module._compile(code, filename);
};
require('reflect-metadata');

const source = (path) => require(join(__dirname, '../../../src', path));
const {Integrator} = source('audit/integrate/integrator.ts');
const {LogKeys} = source('audit/integrate/log-keys.ts');
const {PublishedCheckpoints} = source('audit/publish/published-checkpoints.ts');
const {Publisher} = source('audit/publish/publisher.ts');
const {SystemClock} = source('platform/clock/clock.ts');
const {SystemRandomness} = source('platform/crypto/randomness.ts');
const {KeyEncryptionKey} = source('platform/crypto/sealing.ts');
const {dataSource} = source('platform/database/data-source.ts');
const {Database} = source('platform/database/database.ts');
const {Concerns} = source('platform/health/concerns.ts');

async function main() {
  const [, , url, key, checkpointDirectory] = process.argv;
  const database = new Database(await dataSource(url, 3).initialize());
  const clock = new SystemClock();
  const randomness = new SystemRandomness();
  const keys = new LogKeys(new KeyEncryptionKey(Buffer.from(key, 'base64'), randomness), clock, randomness);
  const published = new PublishedCheckpoints({checkpointDirectory});
  const concerns = new Concerns(clock);
  const integrator = new Integrator(database, keys, published, concerns);
  const publisher = new Publisher(database, published, clock, concerns);
  console.log('ready');
  for (;;) {
    try {
      const {stopped} = await integrator.integrate();
      for (const [organisation, error] of stopped) console.log(`stopped ${organisation} ${error}`);
      await publisher.publish();
      for (const {text} of concerns.all()) console.log(`concern ${text}`);
    } catch (error) {
      // The database was killed; whoever killed it kills this one too.
      console.error(String(error));
    }
    await pause(20);
  }
}

void main();
