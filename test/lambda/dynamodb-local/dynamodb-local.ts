import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { PrerequisiteError } from '../../../tools/processes/prerequisite-error';

const PROJECT_ROOT = join(__dirname, '..', '..', '..');
const LIBRARIES = join(PROJECT_ROOT, '.local', 'dynamodb-local-2.6.1');
const MILLISECONDS_TO_START = 60_000;
const ADVICE = 'install Java 17 or newer and Maven, for example with `apt-get install openjdk-17-jdk-headless maven`.';

export interface DynamoDbLocal {
  readonly endpoint: string;
  stop(): Promise<void>;
}

/**
 * Starts AWS's own DynamoDB Local, in memory, on a free port of the loopback interface. Installs it into .local/ at the first start.
 *
 * @throws PrerequisiteError if there is no Java or Maven
 */
export async function startDynamoDbLocal(): Promise<DynamoDbLocal> {
  await install();
  const port = await freePort();
  const child = spawn('java', [
    `-Djava.library.path=${LIBRARIES}`, '-cp', join(LIBRARIES, '*'), join(__dirname, 'LoopbackDynamoDb.java'),
    '-inMemory', '-disableTelemetry', '-port', String(port),
  ], { stdio: 'ignore' });
  const ended = once(child, 'exit');
  const stop = async () => {
    child.kill();
    await ended;
  };
  try {
    const endpoint = `http://127.0.0.1:${port}`;
    await untilListening(endpoint, ended);
    return { endpoint, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function install(): Promise<void> {
  if (existsSync(LIBRARIES) && readdirSync(LIBRARIES).includes('DynamoDBLocal-2.6.1.jar')) return;
  mkdirSync(LIBRARIES, { recursive: true });
  copyFileSync(join(__dirname, 'pom.xml'), join(LIBRARIES, 'pom.xml'));
  try {
    await promisify(execFile)('java', ['-version']);
    await promisify(execFile)('mvn', ['-q', '-B', 'dependency:copy-dependencies', '-DincludeScope=runtime', '-DoutputDirectory=.'], { cwd: LIBRARIES });
  } catch (error) {
    rmSync(LIBRARIES, { recursive: true });
    throw new PrerequisiteError(`DynamoDB Local could not be installed: ${ADVICE}\n${(error as Error).message}`);
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function untilListening(endpoint: string, ended: Promise<unknown>): Promise<void> {
  let hasEnded = false;
  void ended.then(() => { hasEnded = true; });
  const deadline = Date.now() + MILLISECONDS_TO_START;
  while (Date.now() < deadline) {
    if (hasEnded) throw new Error('DynamoDB Local ended while starting');
    // Any answer will do: an unsigned request is refused.
    if (await fetch(endpoint).then(() => true, () => false)) return;
    await sleep(200);
  }
  throw new Error(`DynamoDB Local did not listen within ${MILLISECONDS_TO_START / 1000} s`);
}
