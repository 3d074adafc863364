import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const PROJECT_ROOT = join(__dirname, '../..');
const PEERS = join(__dirname, 'peers');

/** A language runtime that handlers run in. */
export interface LanguageRuntime {
  readonly command: string;
  readonly version: string;
}

/**
 * Node.js of the Lambda runtime's major version and the packages of the peers, from npm; the current Node.js, with a warning, where npm
 * has none for this platform.
 *
 * @throws Error in continuous integration (`CI=true`) instead of the warning
 */
export function installNode(): LanguageRuntime {
  installOnce('the Node.js of the Lambda runtime and the peers', join(PEERS, 'package-lock.json'), join(PEERS, 'node_modules'), () => {
    run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], PEERS);
  });
  const lambdaNode = join(PEERS, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin/node');
  const command = lambdaNodeOr(process.execPath, lambdaNode);
  return { command, version: run(command, ['--version']) };
}

/** Lambda's Node.js if it is there; the figures of another one are no figures of Lambda's. */
export function lambdaNodeOr(currentNode: string, lambdaNode: string, ci = process.env.CI): string {
  if (existsSync(lambdaNode)) return lambdaNode;
  const missing = `npm has no Node.js of the Lambda runtime for ${process.platform}-${process.arch}`;
  if (ci === 'true') throw new Error(missing);
  console.warn(`${missing}: measuring with Node.js ${process.version}, on which the bars were not set`);
  return currentNode;
}

/** Python with the peer's packages, in a virtual environment of its own. */
export function installPython(): LanguageRuntime {
  const requirements = join(PEERS, 'requirements.txt');
  const folder = join(PROJECT_ROOT, '.local/bench-venv');
  const command = join(folder, 'bin/python');
  installOnce('boto3 and the X-Ray SDK for Python', requirements, folder, () => {
    run('python3', ['-m', 'venv', folder]);
    run(command, ['-m', 'pip', 'install', '--disable-pip-version-check', '--no-input', '--quiet', '--require-hashes', '-r', requirements]);
  });
  return { command, version: run(command, ['--version']) };
}

/** Installs into a folder unless that was done from the same lock file. */
function installOnce(what: string, lockFile: string, folder: string, install: () => void): void {
  const hash = createHash('sha256').update(readFileSync(lockFile)).digest('hex');
  const marker = join(folder, '.installed-from');
  if (existsSync(marker) && readFileSync(marker, 'utf8') === hash) return;
  console.error(`Installing ${what} (first run only)`);
  rmSync(folder, { recursive: true, force: true });
  install();
  writeFileSync(marker, hash);
}

function run(command: string, args: string[], cwd = PROJECT_ROOT): string {
  try {
    return execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();
  } catch (error) {
    const { stderr, stdout, message } = error as Error & { stderr?: string; stdout?: string };
    throw new Error(`\`${command} ${args.slice(0, 3).join(' ')}\` failed: ${stderr || stdout || message}`);
  }
}
