import 'reflect-metadata';
import {join} from 'node:path';
import {text} from 'node:stream/consumers';
import {runCli} from './cli/run-cli';

void runCli(process.argv.slice(2), {
  env: process.env,
  root: join(__dirname, '..'),
  print: (line) => {
    process.stdout.write(`${line}\n`);
  },
  warn: (line) => {
    process.stderr.write(`${line}\n`);
  },
  readInput: () => text(process.stdin),
}).then((code) => {
  process.exitCode = code;
});
