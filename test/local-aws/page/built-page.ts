import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const PROJECT_ROOT = join(__dirname, '..', '..', '..');

/**
 * Builds the docs site with the page to place orders and returns its directory.
 *
 * In processes of its own: the site's tools are a package apart.
 *
 * @throws if they cannot be installed or the build fails
 */
export async function builtPage(signal: AbortSignal): Promise<string> {
  for (const script of [['install.ts'], ['build-site.ts', '--live']]) {
    const [file, ...args] = script;
    await promisify(execFile)(process.execPath, ['--import', 'tsx', join(PROJECT_ROOT, 'docs', 'site', file), ...args], { cwd: PROJECT_ROOT, signal });
  }
  return join(PROJECT_ROOT, '.local', 'page');
}
