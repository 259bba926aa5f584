// npm run drill [-- <part of a path>]: the drills at full size. A drill is a test that reads its size from
// COLLEGIUM_DRILL, itself or through a module named after drills; in `npm test` the same tests run a sample. What is
// named *.drill-spec.ts runs here alone.
import {mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describeTotals, jest, prepare, readTotals, root, say} from './prepare.mjs';

const longestTestMilliseconds = 40 * 60 * 1000;
const parts = process.argv.slice(2);

function drills(folder) {
  return readdirSync(join(root, folder), {recursive: true})
    .filter((path) => /\.((int|drill)-)?spec\.ts$/.test(path))
    .map((path) => join(root, folder, path))
    .filter(
      (file) =>
        /\.drill-spec\.ts$/.test(file) ||
        /COLLEGIUM_DRILL|from '[^']*drill[^']*'/.test(readFileSync(file, 'utf8')),
    );
}

prepare();
const files = ['src', 'test'].flatMap(drills).filter((file) => parts.every((part) => file.includes(part)));
mkdirSync(join(root, 'test-results'), {recursive: true});
rmSync(join(root, 'test-results', 'drill.json'), {force: true});

let code = 0;
if (files.length === 0) {
  say('There is no drill.');
  writeFileSync(join(root, 'test-results', 'drill.json'), JSON.stringify({passed: 0, failed: 0, skipped: 0}));
} else {
  const options = [`--testTimeout=${longestTestMilliseconds}`, '--runTestsByPath', ...files];
  code = jest(options, {COLLEGIUM_DRILL: 'full', COLLEGIUM_TEST_RESULT: 'drill'});
}
const {line, failed} = describeTotals([readTotals('drill')]);
console.log(line);
process.exitCode = code === 0 && failed > 0 ? 1 : code;
