import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

export const PROJECT_ROOT = join(__dirname, '..', '..', '..');
const VITEPRESS = join(PROJECT_ROOT, 'docs', 'site', 'node_modules', 'vitepress', 'bin', 'vitepress.js');

/** Builds the site as it is published below a path, and returns its directory. @throws with what was printed, if that fails */
export function publishedSite(base: string): string {
  const directory = join(PROJECT_ROOT, '.local', 'published-site');
  execFileSync(process.execPath, [VITEPRESS, 'build', join(PROJECT_ROOT, 'docs', 'site'), '--outDir', directory, '--base', base], { encoding: 'utf8' });
  return directory;
}
