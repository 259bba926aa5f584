import {runCli} from './run-cli';

interface Outcome {
  code: number;
  printed: string;
  warned: string;
}

async function run(...args: string[]): Promise<Outcome> {
  const printed: string[] = [];
  const warned: string[] = [];
  const code = await runCli(args, {
    env: {COLLEGIUM_RATE_LIMITS: 'on'},
    root: '/nowhere',
    print: (line) => printed.push(line),
    warn: (line) => warned.push(line),
    readInput: () => Promise.resolve('too short\n'),
  });
  return {code, printed: printed.join('\n'), warned: warned.join('\n')};
}

describe('the command line', () => {
  it.each([
    [[], 'which command?'],
    [['user'], 'there is no such command'],
    [['user', 'remove'], 'there is no such command'],
    [['user', 'add', '--bogus'], "'--bogus'"],
    [['user', 'add', '--email'], 'argument missing'],
    [['user', 'add', 'ada@demo.test'], "'ada@demo.test'"],
    [['user', 'add', '--name', 'Ada'], '--email is missing'],
    [
      ['user', 'add', '--name', 'Ada', '--email', 'ada@demo.test', '--password-stdin'],
      'at least 15 characters',
    ],
    [['organisation', 'add', '--name', ' '], '--name is missing'],
    [['audit', 'verify', '--json=yes'], 'does not take an argument'],
  ])('explains itself when it is called with %j', async (args, reason) => {
    const {code, printed, warned} = await run(...args);
    expect(code).toBe(2);
    expect(printed).toBe('');
    expect(warned).toContain(reason);
    expect(warned).toContain('usage:\n  collegium organisation add');
  });

  it('prints its usage when it is asked to', async () => {
    expect(await run('--help')).toMatchObject({code: 0, warned: ''});
  });

  it('says what is wrong with the settings in one message, without a stack', async () => {
    const {code, warned} = await run('audit', 'verify');
    expect(code).toBe(1);
    expect(warned).toContain('COLLEGIUM_RATE_LIMITS is not a setting of Collegium.');
    expect(warned).not.toMatch(/^\s+at /m);
  });
});
