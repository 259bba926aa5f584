// npm test [-- <options of Jest>]: installs and builds what is missing, runs the tests, ends with the totals.
import {rmSync} from 'node:fs';
import {join} from 'node:path';
import {describeTotals, installMissing, jest, prepare, readTotals, requireNode, root} from './prepare.mjs';

const options = process.argv.slice(2);
const unitOnly =
  /--selectProjects[ =]unit( |$)/.test(options.join(' ')) && !/integration|browser/.test(options.join(' '));
if (unitOnly) {
  requireNode();
  installMissing();
} else {
  prepare();
  installMissing();
}

const name = process.env.COLLEGIUM_TEST_RESULT ?? 'jest';
rmSync(join(root, 'test-results', `${name}.json`), {force: true});
// Some options choose files by their paths: then each runs by itself.
const together = options.length === 0 ? 'yes' : 'no';
const code = jest(options, {COLLEGIUM_TEST_RESULT: name, COLLEGIUM_TEST_TOGETHER: together});
const {line, failed} = describeTotals([readTotals(name)]);
console.log(line);
process.exitCode = code === 0 && failed > 0 ? 1 : code;
