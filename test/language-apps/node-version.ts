import assert from 'node:assert/strict';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './command';
import { PROJECT_ROOT } from './directories';

/**
 * Environment in which `node` is of another major version; it is installed from npm into .local/.
 *
 * @param major such as 22
 */
export function nodeEnvironment(major: number): NodeJS.ProcessEnv {
  const environment = environmentOf(major);
  const version = run('node', ['--version'], { cwd: PROJECT_ROOT, env: environment }).trim();
  assert.ok(version.startsWith(`v${major}.`), `\`node\` is ${version}, not ${major}`);
  return environment;
}

function environmentOf(major: number): NodeJS.ProcessEnv {
  if (process.versions.node.startsWith(`${major}.`)) return {};
  const directory = join(PROJECT_ROOT, '.local', `node-${major}`);
  const name = `node-${process.platform}-${process.arch}`;
  const binaries = join(directory, 'node_modules', name, 'bin');
  if (!existsSync(join(binaries, 'node'))) {
    mkdirSync(directory, { recursive: true });
    run('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--prefix', directory, `${name}@>=${major}.0.0 <${major + 1}.0.0`], { cwd: directory });
  }
  return { PATH: `${binaries}:${process.env.PATH}` };
}
