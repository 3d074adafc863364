import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fstatSync, mkdirSync, mkdtempSync, openSync, readSync, rmSync } from 'node:fs';
import { AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, sep } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ClientConfiguration, clientConfiguration, isolatedEnvironment } from './aws-environment';
import { pythonWithMiniStack } from './ministack-python';
import { PrerequisiteError } from '../processes/prerequisite-error';
import { endGroup } from '../processes/process-group';

const HOST = '127.0.0.1';
const MILLISECONDS_TO_START = 60_000;
const MILLISECONDS_TO_STOP = 15_000;
const BYTES_OF_LOG_SHOWN = 4_000;

export interface MiniStackOptions {
  /** Port to listen on, 1 to 65535. @default - a free one */
  readonly port?: number;

  /** Enforce IAM policies on every call. @default false */
  readonly enforceIam?: boolean;

  /** Directory to restore resources from at the start and to save them to on `stop()`. @default - state is lost on `stop()` */
  readonly stateDirectory?: string;

  /** Further environment variables of the emulator; its functions inherit them. @default - none */
  readonly environment?: Record<string, string>;

  /** Gives up the start when it aborts. @default - waits until it is up */
  readonly signal?: AbortSignal;

  /** Told what is going on. @default - silent */
  readonly onProgress?: (message: string) => void;
}

/** A running local AWS. It ends with `stop()`, or when the process that started it ends in whatever way. */
export interface MiniStack {
  readonly endpoint: string;
  readonly port: number;

  /** Whole environment for child processes (CDK CLI, apps) that shall use it and know nothing of the user's own AWS. */
  readonly environment: NodeJS.ProcessEnv;

  /** For AWS SDK clients in this process. */
  readonly clientConfiguration: ClientConfiguration;

  /** Process id, also of the process group that holds the function workers. */
  readonly processId: number;

  /** Settles when it has ended, expected or not. */
  readonly ended: Promise<void>;

  /** Its latest log lines: warnings and errors. */
  log(): string;

  /** Ends it with its function workers and removes its files. */
  stop(): Promise<void>;
}

/**
 * Starts MiniStack, an AWS emulator, on the loopback interface and waits until it is healthy.
 *
 * @throws PrerequisiteError if Python or the port is not available
 */
export async function startMiniStack(options: MiniStackOptions = {}): Promise<MiniStack> {
  const python = await pythonWithMiniStack(options.onProgress, options.signal);
  const port = await availablePort(options.port);
  const endpoint = `http://${HOST}:${port}`;

  const runDirectory = mkdtempSync(join(tmpdir(), 'order-platform-ministack-'));
  const homeDirectory = join(runDirectory, 'home');
  const temporaryDirectory = join(runDirectory, 'tmp');
  for (const directory of [homeDirectory, temporaryDirectory]) mkdirSync(directory);
  const isolated = isolatedEnvironment(homeDirectory, temporaryDirectory);

  const log = openSync(join(runDirectory, 'ministack.log'), 'w+');
  // Standard input stays open as long as this process lives: that is how the launcher knows.
  const child = spawn(python, ['-B', join(__dirname, 'ministack_launcher.py'), runDirectory], {
    env: { ...isolated, ...emulatorSettings(port, options), ...options.environment },
    stdio: ['pipe', log, log],
    detached: true,
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await once(child, 'spawn');
  const processId = child.pid!;

  const stop = async () => {
    await endGroup(processId, ended, MILLISECONDS_TO_STOP);
    await ended;
    rmSync(runDirectory, { recursive: true, force: true });
  };
  try {
    await untilHealthy(endpoint, ended, options.signal);
  } catch (error) {
    await stop();
    options.signal?.throwIfAborted();
    const lastLines = tail(log);
    if (lastLines.includes('ModuleNotFoundError')) {
      throw new PrerequisiteError(`MiniStack's files are damaged: delete .local/${dirname(dirname(python)).split(sep).pop()} and start again.\n${lastLines}`);
    }
    throw new Error(`${(error as Error).message}\n${lastLines}`);
  }
  return {
    endpoint,
    port,
    environment: { ...isolated, AWS_ENDPOINT_URL: endpoint },
    clientConfiguration: clientConfiguration(endpoint),
    processId,
    ended,
    log: () => tail(log),
    stop,
  };
}

function emulatorSettings(port: number, options: MiniStackOptions): Record<string, string> {
  return {
    BIND_HOST: HOST,
    GATEWAY_PORT: String(port),
    LAMBDA_EXECUTOR: 'local',
    LOG_LEVEL: 'WARNING',
    // Listeners of services that nobody here uses.
    IOT_MTLS_ENABLED: '0',
    SFTP_ENABLED: '0',
    ...(options.enforceIam && { AUTH: 'true' }),
    ...(options.stateDirectory && { PERSIST_STATE: '1', STATE_DIR: options.stateDirectory }),
  };
}

async function availablePort(wanted: number | undefined): Promise<number> {
  const server = createServer();
  try {
    server.listen(wanted ?? 0, HOST);
    await once(server, 'listening');
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code === 'EADDRINUSE' ? 'is in use' : `cannot be opened (${(error as Error).message})`;
    throw new PrerequisiteError(`Port ${wanted} of ${HOST} ${reason}: choose another one, or none for a free one.`);
  }
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function untilHealthy(endpoint: string, ended: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  let hasEnded = false;
  void ended.then(() => { hasEnded = true; });
  const deadline = Date.now() + MILLISECONDS_TO_START;
  while (Date.now() < deadline) {
    signal?.throwIfAborted();
    if (hasEnded) throw new Error('MiniStack ended while starting:');
    try {
      const response = await fetch(`${endpoint}/_ministack/health`, { signal: AbortSignal.timeout(2_000) });
      await response.text();
      if (response.ok) return;
    } catch {
      // Not listening yet.
    }
    await sleep(50);
  }
  throw new Error(`MiniStack was not healthy within ${MILLISECONDS_TO_START / 1000} s:`);
}

function tail(file: number): string {
  const size = fstatSync(file).size;
  const length = Math.min(size, BYTES_OF_LOG_SHOWN);
  const bytes = Buffer.alloc(length);
  readSync(file, bytes, 0, length, size - length);
  return bytes.toString('utf8');
}
