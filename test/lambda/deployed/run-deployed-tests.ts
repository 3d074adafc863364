import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { deployedApiVariables } from './deployed-api';
import { bootstrap, deployStack } from '../../../tools/local-aws/cdk-cli';
import { withMiniStack } from '../../../tools/local-aws/with-ministack';
import { EXAMPLE_APP, EXAMPLE_STACK, ExampleOutputs } from '../../../tools/local-run/example-stack';
import { printProgress } from '../../../tools/local-run/terminal-report';
import { runScript } from '../../../tools/processes/script';

const USAGE = 'Usage: npm run test:handler-deployed [-- <part of a test file\'s name>]';

/** Deploys the example stack to a local AWS and runs the tests in this folder against it. */
async function main(names: string[], signal: AbortSignal): Promise<void> {
  await withMiniStack({ signal, onProgress: printProgress }, async (miniStack) => {
    printProgress(`Deploying ${EXAMPLE_STACK}`);
    await bootstrap(miniStack, { signal });
    const outputs = await deployStack(miniStack, { app: EXAMPLE_APP, stack: EXAMPLE_STACK, signal }) as ExampleOutputs;
    const patterns = names.length > 0 ? names : ['.'];
    const jest = spawn('npx', ['jest', '--coverage=false', '--runInBand', '--testMatch', '**/test/lambda/deployed/*.deployed.ts', '--testPathPatterns', ...patterns], {
      env: { ...process.env, ...deployedApiVariables(miniStack, outputs) },
      stdio: 'inherit',
    });
    signal.addEventListener('abort', () => jest.kill());
    const [exitCode] = await once(jest, 'exit');
    signal.throwIfAborted();
    if (exitCode !== 0) throw new Error('Tests failed.');
  });
}

runScript(main, USAGE);
