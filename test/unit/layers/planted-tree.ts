import {execFileSync} from 'node:child_process';
import {mkdirSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';

/** One dependency that a rule refused; `to` is empty where the module itself is at fault. */
export interface Violation {
  readonly rule: string;
  readonly from: string;
  readonly to: string;
}

interface CruiseResult {
  readonly summary: {
    readonly totalCruised: number;
    readonly violations: readonly {
      readonly rule: {readonly name: string};
      readonly from: string;
      readonly to: string;
    }[];
  };
}

const repository = join(__dirname, '..', '..', '..');

/** Cruises the folders of a tree by the product's own rules. */
export function cruise(root: string, folders: readonly string[]): {modules: number; violations: Violation[]} {
  const program = join(repository, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');
  const config = join(repository, '.dependency-cruiser.cjs');
  const args = [program, ...folders, '--config', config, '--output-type', 'json'];
  const output = execFileSync(process.execPath, args, {cwd: root, encoding: 'utf8', maxBuffer: 2 ** 28});
  const {summary} = JSON.parse(output) as CruiseResult;
  const violations = summary.violations.map(({rule, from, to}) => ({rule: rule.name, from, to}));
  return {modules: summary.totalCruised, violations};
}

/** Writes modules, given as path and what they import, with the packages that they may find. */
export function plant(root: string, modules: Readonly<Record<string, readonly string[]>>): void {
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), {recursive: true});
    writeFileSync(join(root, path), text);
  };
  const packages = {
    dependencies: ['@nestjs/common', 'canonicalize', 'typeorm', 'pg'],
    devDependencies: ['fast-check'],
  };
  for (const name of [...packages.dependencies, ...packages.devDependencies]) {
    write(`node_modules/${name}/package.json`, JSON.stringify({name, version: '1.0.0', main: 'index.js'}));
    write(`node_modules/${name}/index.js`, 'module.exports = {};\n');
  }
  const versions = (names: readonly string[]): object =>
    Object.fromEntries(names.map((name) => [name, '1.0.0']));
  const {dependencies, devDependencies} = packages;
  write(
    'package.json',
    JSON.stringify({dependencies: versions(dependencies), devDependencies: versions(devDependencies)}),
  );
  for (const [path, imports] of Object.entries(modules))
    write(
      path,
      `${imports.map((name) => `import type {T} from '${name}';`).join('\n')}\nexport type T = number;\n`,
    );
}
