import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PrerequisiteError } from './prerequisite-error';
import { signal as signalProcess } from './process-group';
import { ProcessFailure, runProcess } from './process-run';

const execute = promisify(execFile);

const PROJECT_ROOT = join(__dirname, '..', '..');
const LOCAL_DIRECTORY = join(PROJECT_ROOT, '.local');

const BUILDING_PREFIX = 'venv-building-';
/** Waits for files that a process which was ended is just about to write. */
const REMOVE = { recursive: true, force: true, maxRetries: 5, retryDelay: 200 };

const COMMANDS = ['python3', 'python3.14', 'python3.13', 'python3.12', 'python3.11', 'python3.10', 'python'];
const INSTALL_ADVICE = 'install it with `apt-get install python3 python3-venv` (Debian, Ubuntu) or `brew install python` (macOS).';

/** A virtual environment inside the project. */
export interface PythonEnvironment {
  /** Name of its directory in .local/. */
  readonly directory: string;

  /** File of pinned requirements with their hashes. */
  readonly requirements: string;

  /** What is installed. */
  readonly software: string;

  /** Who needs it. */
  readonly user: string;

  /** Oldest Python 3 that runs it, by its minor version. */
  readonly oldestMinor: number;
}

/**
 * Path of the Python of a virtual environment inside the project.
 *
 * Creates the environment if it is absent or its requirements have changed.
 *
 * @throws PrerequisiteError if there is no Python new enough, no venv module, or the packages cannot be installed
 */
export async function pythonOf(
  environment: PythonEnvironment, onProgress: (message: string) => void = () => {}, signal?: AbortSignal,
): Promise<string> {
  mkdirSync(LOCAL_DIRECTORY, { recursive: true });
  removeAbandoned();
  if (!isCurrent(environment)) {
    const systemPython = await findPython(environment);
    onProgress(`Installing ${environment.software} into .local/${environment.directory} (first start only)`);
    await createEnvironment(environment, systemPython, signal);
  }
  return interpreter(environment);
}

function interpreter({ directory }: PythonEnvironment): string {
  return join(LOCAL_DIRECTORY, directory, 'bin', 'python');
}

function requirementsHash({ requirements }: PythonEnvironment): string {
  return createHash('sha256').update(readFileSync(requirements)).digest('hex');
}

function isCurrent(environment: PythonEnvironment): boolean {
  // The interpreter is a link: it dangles if the system's Python was upgraded since.
  if (!existsSync(interpreter(environment))) return false;
  const marker = join(LOCAL_DIRECTORY, environment.directory, 'requirements.sha256');
  return existsSync(marker) && readFileSync(marker, 'utf8') === requirementsHash(environment);
}

/** Name of the first command on the PATH that is a Python new enough. */
export async function findPython({ user, oldestMinor }: Pick<PythonEnvironment, 'user' | 'oldestMinor'>, path = process.env.PATH): Promise<string> {
  const tooOld = new Set<string>();
  for (const command of COMMANDS) {
    const version = await pythonVersion(command, path);
    if (!version) continue;
    if (version.major === 3 && version.minor >= oldestMinor) return command;
    tooOld.add(`${version.major}.${version.minor}`);
  }
  const found = tooOld.size > 0 ? `only Python ${[...tooOld].join(', ')} was found` : 'no Python was found on the PATH';
  throw new PrerequisiteError(`${user} needs Python 3.${oldestMinor} or newer, but ${found}: ${INSTALL_ADVICE}`);
}

async function pythonVersion(command: string, path: string | undefined): Promise<{ major: number; minor: number } | undefined> {
  try {
    const { stdout } = await execute(command, ['-c', 'import sys; print("%d.%d" % sys.version_info[:2])'], { env: { ...process.env, PATH: path } });
    const [major, minor] = stdout.trim().split('.').map(Number);
    return { major, minor };
  } catch {
    return undefined;
  }
}

async function createEnvironment(environment: PythonEnvironment, systemPython: string, signal: AbortSignal | undefined): Promise<void> {
  // Built aside and renamed when complete: a concurrent or killed start never leaves half an environment that looks whole.
  const building = mkdtempSync(join(LOCAL_DIRECTORY, `${BUILDING_PREFIX}${process.pid}-`));
  const temporary = join(building, 'tmp');
  const run = (command: string, args: string[], advice: string) => runWithAdvice(command, args, advice, { TMPDIR: temporary }, signal);
  try {
    mkdirSync(temporary);
    await run(systemPython, ['-m', 'venv', building], `Python's venv module does not work: ${INSTALL_ADVICE}`);
    await run(
      join(building, 'bin', 'python'),
      ['-m', 'pip', 'install', '--disable-pip-version-check', '--no-input', '--quiet', '--retries', '1', '--require-hashes', '-r', environment.requirements],
      `${environment.software} could not be installed from PyPI: check the network and pip's settings.`,
    );
    rmSync(temporary, REMOVE);
    writeFileSync(join(building, 'requirements.sha256'), requirementsHash(environment));
    if (isCurrent(environment)) return;
    const directory = join(LOCAL_DIRECTORY, environment.directory);
    rmSync(directory, REMOVE);
    renameSync(building, directory);
  } finally {
    rmSync(building, REMOVE);
  }
}

/** Removes what starts that were killed have left: the process that a directory is named after is gone. */
function removeAbandoned(): void {
  for (const name of readdirSync(LOCAL_DIRECTORY).filter((entry) => entry.startsWith(BUILDING_PREFIX))) {
    const processId = Number.parseInt(name.slice(BUILDING_PREFIX.length), 10);
    if (!processId || !signalProcess(processId, 0)) rmSync(join(LOCAL_DIRECTORY, name), REMOVE);
  }
}

async function runWithAdvice(
  command: string, args: string[], advice: string, variables: Record<string, string>, signal: AbortSignal | undefined,
): Promise<void> {
  try {
    await runProcess(command, args, { env: { ...process.env, ...variables }, signal });
  } catch (error) {
    if (!(error instanceof ProcessFailure)) throw error;
    const errors = error.lines.filter((line) => line.startsWith('ERROR'));
    throw new PrerequisiteError([advice, ...errors.length > 0 ? errors : error.lines].join('\n'));
  }
}
