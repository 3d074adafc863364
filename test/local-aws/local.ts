import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { bootstrap, deployStack } from './cdk-cli';
import { EXAMPLE_APP, EXAMPLE_STACK, exampleOrder, ExampleOutputs, OUTPUTS } from './example-stack';
import { FunctionLog } from './function-log';
import { Interruption, interruptionSignal } from './interruption';
import { ArgumentError, parseLocalArguments, USAGE } from './local-arguments';
import { MiniStack, startMiniStack } from './ministack';
import { placeOrder } from './order-placement';
import { differences } from './order-verification';
import { storedOrders } from './stored-orders';
import {
  printDeployedResource, printFunctionLog, printNextOrder, printOutputs, printPlacement, printProgress, printStoredOrders,
} from './terminal-report';

const MILLISECONDS_UNTIL_LOGGED = 5_000;
const MILLISECONDS_BETWEEN_LOOKS = 1_000;

async function main(args: string[]): Promise<number> {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
  const { help, once, port } = parseLocalArguments(args);
  if (help) {
    console.log(USAGE);
    return 0;
  }
  const signal = interruptionSignal();
  const miniStack = await startMiniStack({ port, signal, onProgress: printProgress });
  try {
    printProgress(`Local AWS is up at ${miniStack.endpoint}`);
    const outputs = await deployExample(miniStack, signal);
    const log = await FunctionLog.of(miniStack, outputs.LambdaFunctionArn);
    const found = await placeExampleOrder(miniStack, outputs, log, signal);
    if (found.length > 0) throw new Error(`The order is not stored as it was sent:\n${found.map((line) => `- ${line}`).join('\n')}`);
    printNextOrder(miniStack, outputs.APIGatewayURL, once);
    if (!once) await serve(log, signal);
    return 0;
  } catch (error) {
    throw await causeOf(error, miniStack, signal);
  } finally {
    await miniStack.stop();
  }
}

async function deployExample(miniStack: MiniStack, signal: AbortSignal): Promise<ExampleOutputs> {
  printProgress('cdk bootstrap');
  await bootstrap(miniStack, { signal });
  printProgress(`cdk deploy ${EXAMPLE_STACK}`);
  const outputs = await deployStack(miniStack, { app: EXAMPLE_APP, stack: EXAMPLE_STACK, signal, onLine: printDeployedResource });
  const missing = OUTPUTS.filter((name) => !outputs[name]);
  if (missing.length > 0) throw new Error(`The stack has no output ${missing.join(', ')}.`);
  printProgress('Deployed');
  printOutputs(outputs as ExampleOutputs);
  return outputs as ExampleOutputs;
}

async function placeExampleOrder(miniStack: MiniStack, outputs: ExampleOutputs, log: FunctionLog, signal: AbortSignal): Promise<string[]> {
  const placement = await placeOrder(miniStack, outputs.APIGatewayURL, JSON.stringify(exampleOrder()), { 'idempotency-key': randomUUID() });
  printPlacement(placement);
  const stored = await storedOrders(miniStack, outputs.DynamoDBTableName);
  printStoredOrders(stored);
  const lines = await log.firstLines(MILLISECONDS_UNTIL_LOGGED, signal);
  printFunctionLog(lines);
  return differences(placement, stored, lines);
}

/** Shows what further orders make the function log, until somebody wants it to end. */
async function serve(log: FunctionLog, signal: AbortSignal): Promise<void> {
  console.log('\nServing. Ctrl-C ends it and removes everything.\n');
  while (!signal.aborted) {
    for (const line of await log.newLines()) console.log(`  ${line}`);
    await sleep(MILLISECONDS_BETWEEN_LOOKS, undefined, { signal }).catch(() => {});
  }
}

/** Most errors follow from one of two events, which tell more than they do. */
async function causeOf(error: unknown, miniStack: MiniStack, signal: AbortSignal): Promise<unknown> {
  if (signal.aborted) return signal.reason;
  const ended = await Promise.race([miniStack.ended.then(() => true), sleep(200, false)]);
  return ended ? new Error(`MiniStack ended unexpectedly.\n${miniStack.log()}`) : error;
}

function exitCodeOf(error: unknown): number {
  if (error instanceof ArgumentError) {
    console.error(`${error.message}\n\n${USAGE}`);
    return 2;
  }
  if (error instanceof Interruption) {
    console.error(`\n${error.message} Everything is removed.`);
    return error.exitCode;
  }
  console.error(`\n${error instanceof Error ? error.message : error}`);
  return 1;
}

main(process.argv.slice(2)).catch(exitCodeOf).then((exitCode) => process.exit(exitCode), () => process.exit(1));
