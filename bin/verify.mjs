// npm run verify [-- --no-tests]: the one gate. Stops at the first check that fails.
import {fail, installMissing, npm, requireNode} from './prepare.mjs';

const checks = [
  ['format', 'run "npm run format:write"'],
  ['lint', 'see above'],
  ['types', 'see above'],
  ['layers', 'a dependency runs the wrong way, or in a circle'],
  ['dead', 'something is exported, declared or installed that nobody uses'],
  ['test', 'see above'],
  ['build', 'see above'],
];

const options = process.argv.slice(2);
const unknown = options.find((option) => option !== '--no-tests');
if (unknown !== undefined) fail(`verify does not know ${unknown}; its one option is --no-tests.`, 2);

requireNode();
installMissing();
for (const [script, hint] of checks) {
  if (script === 'test' && options.includes('--no-tests')) continue;
  console.log(`verify: ${script}`);
  const code = npm(['run', '--silent', script], {stdio: 'inherit'});
  if (code !== 0) fail(`verify: FAILED at ${script} (${hint}). Again alone: npm run ${script}`);
}
console.log('verify: everything is fine');
