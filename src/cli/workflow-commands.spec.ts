import {cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {runCli} from './run-cli';

const root = join(__dirname, '..', '..');

async function run(...args: string[]): Promise<{code: number; printed: string; warned: string}> {
  const printed: string[] = [];
  const warned: string[] = [];
  const code = await runCli(args, {
    env: {},
    root,
    print: (line) => printed.push(line),
    warn: (line) => warned.push(line),
    readInput: () => Promise.resolve(''),
  });
  return {code, printed: printed.join('\n'), warned: warned.join('\n')};
}

describe('workflow check', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'collegium-workflow-'));
    cpSync(join(root, 'workflows', 'peer-review'), folder, {recursive: true});
  });
  afterEach(() => {
    rmSync(folder, {recursive: true});
  });
  const change = (from: string, to: string): void => {
    const file = join(folder, 'workflow.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace(from, to));
  };

  it('says that the shipped programmes are sound', async () => {
    const {code, printed} = await run('workflow', 'check');
    expect(printed).toMatch(
      /^peer-review 3 is sound: \d+ combinations, \d+ ways, \d+ properties, [\d.]+ s\.$/m,
    );
    expect(code).toBe(0);
  });

  it('prints the actions that break a property', async () => {
    change('guard: quorum && inputOffered', 'guard: inputOffered');
    const {code, printed} = await run('workflow', 'check', folder);
    expect(printed).toContain('No determination without quorum\n    startScreening (coordinator)');
    expect(code).toBe(1);
  });

  it('names what cannot be read at all', async () => {
    change('guard: quorum &&', 'guard: quorom &&');
    const {code, warned} = await run('workflow', 'check', join(folder, 'workflow.yaml'));
    expect(warned).toContain('open.panelDecision.on.recordDetermination');
    expect(code).toBe(1);
  });

  it('names the line and the column of each fault, and the likely fix, all at once', async () => {
    change('actions: [recordHandOff]', 'actions: [recordHandoff]');
    change('guard: quorum && inputOffered', 'guard: quorom && inputOffered');
    change('progress: received', 'progres: received');
    const text = readFileSync(join(folder, 'workflow.yaml'), 'utf8').split('\n');
    const place = (part: string): string => {
      const line = text.findIndex((one) => one.includes(part));
      return `workflow.yaml:${line + 1}:${(text[line] ?? '').indexOf(part) + 1} `;
    };
    const {code, warned} = await run('workflow', 'check', folder);
    expect(warned).toContain(
      `${place('recordHandoff')}open.on.handOff: action recordHandoff does not exist; did you mean recordHandOff?`,
    );
    expect(warned).toContain(
      `${place('quorom')}open.panelDecision.on.recordDetermination: condition "quorom && inputOffered && reviewsLocked >= reviewsRequired": Unknown variable: quorom; did you mean quorum?`,
    );
    expect(warned).toContain(
      `${place('progres: ').replace(/\d+ $/, (column) => `${Number(column) + 'progres: '.length} `)}states.open.states.referred.meta.progres: key progres does not exist; did you mean progress?`,
    );
    expect(code).toBe(1);
  });

  it('says where it is asked too much, instead of failing', async () => {
    const many = 'type: integer, minimum: 0, maximum: 9999, initial: 0';
    change('\n  facts:\n', `\n  facts:\n    much: {${many}}\n    more: {${many}}\n`);
    change('guard: quorum && ', 'guard: quorum && much < more && ');
    const {code, printed} = await run('workflow', 'check', folder);
    const place = String.raw`^peer-review workflow\.yaml:\d+:\d+ `;
    expect(printed).toMatch(new RegExp(String.raw`${place}meta\.facts: have \d+ combinations`, 'm'));
    expect(printed).toMatch(
      new RegExp(
        String.raw`${place}open\.panelDecision\.on\.recordDetermination: "quorum && .*" asks too much`,
        'm',
      ),
    );
    expect(code).toBe(1);
  });

  it('names the place of a letter that does not exist, and of a word that no recipient knows', async () => {
    const forms = join(folder, 'forms.yaml');
    writeFileSync(forms, readFileSync(forms, 'utf8').replace('x-letter: feedback', 'x-letter: fedback'));
    const letters = join(folder, 'letters.yaml');
    writeFileSync(letters, readFileSync(letters, 'utf8').replace('{{recipient}}', '{{reviewer}}'));
    const {code, warned} = await run('workflow', 'check', folder);
    expect(warned).toMatch(
      /forms\.yaml:\d+:\d+ forms\.send-feedback\.properties\.letter\.x-letter: letter fedback does not exist; did you mean feedback\?/,
    );
    expect(warned).toMatch(/letters\.yaml:\d+:\d+ letters\.feedback: no form begins with this letter/);
    expect(warned).toMatch(/letters\.yaml:\d+:\d+ letters\.feedback: word reviewer does not exist/);
    expect(code).toBe(1);
  });

  it('checks the other programmes though one cannot be read', async () => {
    change('initial: open', 'initial: [');
    const {code, printed, warned} = await run('workflow', 'check', folder, 'peer-review');
    expect(warned).toMatch(/workflow\.yaml:\d+:\d+: /);
    expect(printed).toContain('peer-review 3 is sound');
    expect(code).toBe(1);
  });

  it('explains itself when there is no such folder', async () => {
    expect((await run('workflow', 'check', 'no-such')).code).toBe(2);
  });
});

describe('workflow show', () => {
  it.each([
    [[], "open.awaitingInput   Awaiting the physician's input    subject  "],
    [[], 'STATE                ACTION'],
    [['--mermaid'], '  open_awaitingInput --> open_readyToAssign : giveInput'],
    [['--json'], '"id": "peer-review"'],
  ])('prints a programme with %j', async (options, expected) => {
    const {code, printed} = await run('workflow', 'show', 'peer-review', ...options);
    expect(printed).toContain(expected);
    expect(code).toBe(0);
  });

  it.each([[[]], [['a', 'b']], [['peer-review', '--mermaid', '--json']], [['no-such']]])(
    'explains itself when it is called with %j',
    async (args) => {
      expect((await run('workflow', 'show', ...args)).code).toBe(2);
    },
  );
});
