import { join } from 'node:path';
import { runProcess } from '../../processes/process-run';

const PROJECT_ROOT = join(__dirname, '..', '..', '..');

/**
 * Builds the docs site with the page to place orders and returns its directory.
 *
 * In processes of its own: the site's tools are a package apart.
 *
 * @param scripts directory of what installs the tools and builds the site
 * @throws if they cannot be installed, the build fails, or `signal` aborts: then none of its processes is left
 */
export async function builtPage(signal: AbortSignal, scripts = join(PROJECT_ROOT, 'docs', 'site')): Promise<string> {
  for (const script of [['install.ts'], ['build-site.ts', '--live']]) {
    const [file, ...args] = script;
    await runProcess(process.execPath, ['--import', 'tsx', join(scripts, file), ...args], { cwd: PROJECT_ROOT, signal });
  }
  return join(PROJECT_ROOT, '.local', 'page');
}
