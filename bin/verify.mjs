// npm run verify [-- --no-tests]: the one gate. Begins nothing more after the first check that fails.
import {fail, installMissing, npm, npmAside, requireNode} from './prepare.mjs';

/** Each works on one core: two at a time, the longest first. The tests take the whole machine, and come last. */
const checks = [
  ['lint', 'see above'],
  ['types', 'see above'],
  ['format', 'run "npm run format:write"'],
  ['layers', 'a dependency runs the wrong way, or in a circle'],
  ['dead', 'something is exported, declared or installed that nobody uses'],
  ['build', 'see above'],
];
const atOnce = 2;

const options = process.argv.slice(2);
const unknown = options.find((option) => option !== '--no-tests');
if (unknown !== undefined) fail(`verify does not know ${unknown}; its one option is --no-tests.`, 2);

requireNode();
installMissing();
const failed = [];
const waiting = [...checks];
async function checkOneAfterAnother() {
  for (let next = waiting.shift(); next && failed.length === 0; next = waiting.shift()) {
    const [script, hint] = next;
    const {code, output} = await npmAside(['run', '--silent', script]);
    console.log(`verify: ${script}`);
    process.stdout.write(output);
    if (code !== 0) failed.push(`FAILED at ${script} (${hint}). Again alone: npm run ${script}`);
  }
}
await Promise.all(Array.from({length: atOnce}, checkOneAfterAnother));
if (failed.length === 0 && !options.includes('--no-tests')) {
  console.log('verify: test');
  if (npm(['run', '--silent', 'test'], {stdio: 'inherit'}) !== 0)
    failed.push('FAILED at test (see above). Again alone: npm run test');
}
if (failed.length > 0) fail(failed.map((line) => `verify: ${line}`).join('\n'));
console.log('verify: everything is fine');
