import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LOCAL_REGION } from '../../tools/local-aws/aws-environment';
import { bootstrap } from '../../tools/local-aws/cdk-cli';
import { runCommand } from '../../tools/local-aws/command';
import { withMiniStack } from '../../tools/local-aws/with-ministack';
import { printProgress } from '../../tools/local-run/terminal-report';
import { ArgumentError, runScript } from '../../tools/processes/script';

const USAGE = `Usage: npm run integ:local

Deploys every test/integ.*.ts into a local AWS with integ-runner and checks its assertions. Leaves the committed snapshots alone.`;

const PROJECT_ROOT = join(__dirname, '..', '..');
const TEST_DIRECTORY = join(PROJECT_ROOT, 'test');
// integ-runner writes the snapshot of what it deployed beside the test: stand-ins keep the committed ones as they are.
const STAND_IN_DIRECTORY = join(PROJECT_ROOT, '.local', 'integ');

// As on Lambda: the assertion handler of integ-tests gets the AWS SDK from its runtime and resolves the API's name.
const FUNCTION_ENVIRONMENT = {
  NODE_PATH: join(PROJECT_ROOT, 'node_modules'),
  NODE_OPTIONS: `--require "${join(PROJECT_ROOT, 'tools', 'local-aws', 'localhost-names.cjs')}"`,
};

async function main(args: string[], signal: AbortSignal): Promise<void> {
  if (args.length > 0) throw new ArgumentError(`Unexpected argument '${args[0]}'`);
  const tests = readdirSync(TEST_DIRECTORY).filter((file) => /^integ\..*\.ts$/.test(file));
  writeStandIns(tests);
  await withMiniStack({ signal, environment: FUNCTION_ENVIRONMENT, onProgress: printProgress }, async (miniStack) => {
    printProgress('cdk bootstrap');
    await bootstrap(miniStack, { signal });
    printProgress(`integ-runner: ${tests.join(', ')}`);
    let isDeploying = false;
    const lines = await runCommand(miniStack, 'integ-runner', [
      '--directory', STAND_IN_DIRECTORY, '--app', 'node --import tsx {filePath}', '--test-regex', '^integ\\..*\\.ts$',
      '--parallel-regions', LOCAL_REGION, '--disable-update-workflow', '--force',
    ], {
      signal,
      onLine: (line) => {
        // Before, it only reports that the stand-ins have no snapshot.
        isDeploying ||= line.startsWith('Running test');
        if (isDeploying && line.trim()) console.log(`         ${line}`);
      },
    });
    const expected = `${tests.length} passed, ${tests.length} total`;
    if (!lines.some((line) => line.includes(expected))) throw new Error(`integ-runner did not report "${expected}".`);
  });
}

function writeStandIns(tests: string[]): void {
  rmSync(STAND_IN_DIRECTORY, { recursive: true, force: true });
  mkdirSync(STAND_IN_DIRECTORY, { recursive: true });
  for (const test of tests) writeFileSync(join(STAND_IN_DIRECTORY, test), `import '../../test/${test.replace(/\.ts$/, '')}';\n`);
}

runScript(main, USAGE);
