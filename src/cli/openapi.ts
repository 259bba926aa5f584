import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {OPEN_API_FILE} from '../platform/http/open-api-file';
import {EXIT} from './command';
import type {Command} from './command';
import {openApiText} from './openapi-document';

export const openapi: Command = {
  name: 'openapi',
  usage: '[--check]',
  summary: `write ${OPEN_API_FILE} from the code; with --check only compare, exit code 1 when they differ`,
  options: {check: {type: 'boolean'}},
  run: async (values, terminal) => {
    const path = join(terminal.root, OPEN_API_FILE);
    const text = await openApiText();
    if (values['check'] !== true) {
      writeFileSync(path, text);
      terminal.print(`${OPEN_API_FILE} is written.`);
      return EXIT.fine;
    }
    const same = readFileSync(path, 'utf8') === text;
    terminal.print(
      same
        ? `${OPEN_API_FILE} says what the code does.`
        : `${OPEN_API_FILE} differs from the code; run: npm run openapi`,
    );
    return same ? EXIT.fine : EXIT.finding;
  },
};
