import { join } from 'node:path';
import { runProcess } from '../../processes/process-run';

const PROJECT_ROOT = join(__dirname, '..', '..', '..');

/**
 * Builds the docs site with the page to place orders and returns its directory.
 *
 * In processes of its own: the site's tools are a package apart.
 *
 * @param site directory of that package
 * @throws if they cannot be installed, the build fails, or `signal` aborts: then none of its processes is left
 */
export async function builtPage(signal: AbortSignal, site = join(PROJECT_ROOT, 'docs', 'site')): Promise<string> {
  await runProcess(process.execPath, ['--import', 'tsx', join(site, 'install.ts')], { cwd: PROJECT_ROOT, signal });
  await runProcess(process.execPath, [join(site, 'node_modules', 'vitepress', 'bin', 'vitepress.js'), 'build', site], {
    cwd: PROJECT_ROOT, env: { ...process.env, LIVE_PAGE: '1' }, signal,
  });
  return join(PROJECT_ROOT, '.local', 'page');
}
