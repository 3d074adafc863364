import { run } from './command';
import { builtPackage } from './directories';

/**
 * Installs a Node.js app's dependencies, with the built package in place of the published one.
 *
 * @param directory the app
 * @param packages more to install, such as another version of a dependency
 */
export function installIntoNodeApp(directory: string, ...packages: string[]): void {
  run('npm', [
    'install', '--no-package-lock', '--no-audit', '--no-fund', '--prefer-offline', builtPackage('js', '.tgz'), ...packages,
  ], { cwd: directory });
}
