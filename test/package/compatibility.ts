import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

// `npm run compat [-- <tarball>]`: fails if the API breaks that of the published package, or of a tarball.

const PREVIOUS = resolve('.local', 'previous-package');
const { name, repository } = JSON.parse(readFileSync('package.json', 'utf8')) as { name: string; repository: { url: string } };

/** Path of the published tarball, or nothing if there is none. */
function publishedTarball(): string | undefined {
  const { status, stdout, stderr } = spawnSync('npm', ['view', name, 'repository.url', '--json'], { encoding: 'utf8' });
  if (status !== 0) {
    if (`${stdout}${stderr}`.includes('E404')) return undefined;
    throw new Error(`npm cannot say whether ${name} is published:\n${stderr}`);
  }
  const publisher = (JSON.parse(stdout) as string).replace(/^git\+/, '');
  if (publisher !== repository.url) throw new Error(`${name} on npm comes from ${publisher}, not from ${repository.url}.`);
  const [{ filename }] = JSON.parse(execFileSync('npm', ['pack', name, '--json', '--pack-destination', PREVIOUS], { encoding: 'utf8' }));
  return join(PREVIOUS, filename);
}

rmSync(PREVIOUS, { recursive: true, force: true });
mkdirSync(PREVIOUS, { recursive: true });
const tarball = process.argv[2] ?? publishedTarball();
if (tarball === undefined) {
  console.log(`${name} is not published yet: there is no API to be compatible with.`);
} else {
  // Inside the project, so that jsii-diff finds the dependencies.
  execFileSync('tar', ['-xzf', tarball, '-C', PREVIOUS]);
  const { status } = spawnSync('npx', ['jsii-diff', join(PREVIOUS, 'package'), '.', '--keys', '--ignore-file', '.compatignore'], { stdio: 'inherit' });
  process.exitCode = status ?? 1;
  if (status === 0) console.log(`The API is compatible with ${tarball}.`);
}
