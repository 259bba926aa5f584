import {existsSync, readFileSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {runCli} from '../../../src/cli/run-cli';

const root = join(__dirname, '..', '..', '..');
const programmes = readdirSync(join(root, 'workflows')).filter((name) =>
  existsSync(join(root, 'workflows', name, 'workflow.yaml')),
);

async function diagram(programme: string): Promise<string> {
  const printed: string[] = [];
  await runCli(['workflow', 'show', programme, '--mermaid'], {
    env: {},
    root,
    print: (line) => printed.push(line),
    warn: (line) => printed.push(line),
    readInput: () => Promise.resolve(''),
  });
  return printed.join('\n');
}

describe('the diagram in the README of a programme', () => {
  it.each(programmes)('is the one of its definition, for %s', async (programme) => {
    const readme = readFileSync(join(root, 'workflows', programme, 'README.md'), 'utf8');
    const [, shown] = /--mermaid -->\s+```mermaid\n([^]*?)\n```\s+<!-- end -->/.exec(readme) ?? [];
    expect(shown).toBe(await diagram(programme));
  });

  it('is there for all four programmes', () => {
    expect(programmes.sort()).toEqual(['case-conference', 'peer-learning', 'peer-review', 'rule-follow-up']);
  });
});
