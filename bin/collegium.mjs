#!/usr/bin/env node
// npx collegium <command>: exit code 0 fine, 1 finding, 2 usage, 3 not installed or not built.
import {prepare} from './prepare.mjs';

prepare();
process.setSourceMapsEnabled(true);
await import('../dist/cli.js');
