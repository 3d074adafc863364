import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { PrerequisiteError } from '../../tools/processes/prerequisite-error';

const execute = promisify(execFile);

const PATHS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const ADVICE = 'install it with `apt-get install chromium`.';

/**
 * Path of a Chromium, which is installed from Debian's packages if there is none and this is root.
 *
 * @throws PrerequisiteError if there is none and it cannot be installed
 */
export async function chromiumPath(progress: (message: string) => void, signal: AbortSignal): Promise<string> {
  const installed = PATHS.find(existsSync);
  if (installed) return installed;
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) throw new PrerequisiteError(`A real browser is needed, but there is no Chromium: ${ADVICE}`);
  progress('apt-get install chromium (first run only)');
  const options = { signal, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  try {
    await execute('apt-get', ['update', '-qq'], options);
    await execute('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], options);
  } catch (error) {
    signal.throwIfAborted();
    throw new PrerequisiteError(`Chromium could not be installed: ${ADVICE}\n${(error as { stderr?: string }).stderr ?? error}`);
  }
  return PATHS[0];
}
