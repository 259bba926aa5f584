// npm run bench [-- <part of a name>...]: runs bench/<name>.bench.ts, each of which exports
// `run(report: (figure: object) => void): Promise<void>`, and prints one JSON line a figure. A figure with `held: false` is
// beyond its limit: the others are measured still, and the exit code is 1.
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {join} from 'node:path';
import {fail, prepare, root, say} from './prepare.mjs';

prepare();
const require = createRequire(import.meta.url);
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
    sourceMaps: 'inline',
  });
  module._compile(code, filename);
};
process.setSourceMapsEnabled(true);

const folder = join(root, 'bench');
const parts = process.argv.slice(2);
const names = (existsSync(folder) ? readdirSync(folder) : [])
  .filter((name) => name.endsWith('.bench.ts'))
  .filter((name) => parts.length === 0 || parts.some((part) => name.includes(part)))
  .sort();
if (names.length === 0)
  fail(`There is no benchmark named like that in bench (${parts.join(', ') || 'any'}).`, 2);

for (const name of names) {
  const {run} = require(join(folder, name));
  await run((figure) => {
    console.log(JSON.stringify({bench: name.replace('.bench.ts', ''), ...figure}));
    if (figure.held === false) {
      say(`${name}: ${figure.figure} is beyond its limit (${figure.ratio} > ${figure.limit})`);
      process.exitCode = 1;
    }
  });
}
