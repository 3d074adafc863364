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
 * Node.js of the Lambda runtime's major version and the packages of the peers, from npm; the current Node.js where npm has none for
 * this platform.
 */
export function installNode(): LanguageRuntime {
  installOnce('the Node.js of the Lambda runtime and the peers', join(PEERS, 'package-lock.json'), join(PEERS, 'node_modules'), () => {
    run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], PEERS);
  });
  const lambdaNode = join(PEERS, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin/node');
  const command = existsSync(lambdaNode) ? lambdaNode : process.execPath;
  return { command, version: run(command, ['--version']) };
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
