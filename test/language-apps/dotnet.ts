import { spawnSync } from 'node:child_process';

/**
 * Whether a .NET SDK is on the PATH.
 *
 * @throws if there is none and the environment variable REQUIRE_DOTNET is `true`
 */
export function hasDotnet(): boolean {
  const found = spawnSync('dotnet', ['--version'], { stdio: 'ignore' }).status === 0;
  if (!found && process.env.REQUIRE_DOTNET === 'true') throw new Error('REQUIRE_DOTNET is true, but no .NET SDK is on the PATH: install .NET 8 or newer.');
  return found;
}
