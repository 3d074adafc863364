import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { DeliveredDocuments } from './delivered-documents';
import { CONSUMER, EXAMPLE_APP, EXAMPLE_STACK, EXAMPLE_STACK_OUTPUTS, exampleOrder, ExampleOutputs, ExampleStackOutputs } from './example-stack';
import { FunctionLog } from './function-log';
import { parseLocalArguments, USAGE } from './local-arguments';
import { placeOrder } from './order-placement';
import { deliveryDifferences, differences } from './order-verification';
import {
  printDelivered, printDeployedResource, printFunctionLog, printNextOrder, printOutputs, printPage, printPlacement, printProgress, printStoredOrders,
} from './terminal-report';
import { MiniStack } from '../local-aws/ministack';
import { serveLivePage } from './page/live-page';
import { storedOrders } from './stored-orders';
import { bootstrap, deployStack } from '../local-aws/cdk-cli';
import { withMiniStack } from '../local-aws/with-ministack';
import { runScript } from '../processes/script';

const MILLISECONDS_UNTIL_LOGGED = 5_000;
const MILLISECONDS_UNTIL_DELIVERED = 20_000;
const MILLISECONDS_BETWEEN_LOOKS = 1_000;

async function main(args: string[], signal: AbortSignal): Promise<void> {
  const { help, once, port } = parseLocalArguments(args);
  if (help) return console.log(USAGE);
  await withMiniStack({ port, signal, onProgress: printProgress }, async (miniStack) => {
    const outputs = await deployExample(miniStack, signal);
    const log = await FunctionLog.of(miniStack, outputs.LambdaFunctionArn);
    const deliveries = new DeliveredDocuments(miniStack, outputs.WarehouseQueueUrl);
    await placeExampleOrder(miniStack, outputs, log, deliveries, signal);
    printNextOrder(miniStack, outputs.APIGatewayURL, once);
    if (once) return;
    await servePage(miniStack, outputs, signal);
    await serve(log, deliveries, signal);
  });
}

async function deployExample(miniStack: MiniStack, signal: AbortSignal): Promise<ExampleStackOutputs> {
  printProgress('cdk bootstrap');
  await bootstrap(miniStack, { signal });
  printProgress(`cdk deploy ${EXAMPLE_STACK}`);
  const outputs = await deployStack(miniStack, { app: EXAMPLE_APP, stack: EXAMPLE_STACK, signal, onLine: printDeployedResource });
  const missing = EXAMPLE_STACK_OUTPUTS.filter((name) => !outputs[name]);
  if (missing.length > 0) throw new Error(`The stack has no output ${missing.join(', ')}.`);
  printProgress('Deployed');
  printOutputs(outputs as ExampleStackOutputs);
  return outputs as ExampleStackOutputs;
}

/** @throws unless the order is stored and delivered as it was sent */
async function placeExampleOrder(
  miniStack: MiniStack, outputs: ExampleOutputs, log: FunctionLog, deliveries: DeliveredDocuments, signal: AbortSignal,
): Promise<void> {
  const placement = await placeOrder(miniStack, outputs.APIGatewayURL, JSON.stringify(exampleOrder()), { 'idempotency-key': randomUUID() }, signal);
  printPlacement(placement);
  const stored = await storedOrders(miniStack, outputs.DynamoDBTableName);
  printStoredOrders(stored);
  const lines = await log.firstLines(MILLISECONDS_UNTIL_LOGGED, signal);
  printFunctionLog(lines);
  refuse('The order is not stored as it was sent', differences(placement, stored, lines));
  const documents = await deliveries.firstDocuments(MILLISECONDS_UNTIL_DELIVERED, signal);
  if (documents.length === 0) throw new Error(`The order is stored but not delivered: queue ${CONSUMER} got nothing within ${MILLISECONDS_UNTIL_DELIVERED / 1000} s.`);
  printDelivered(deliveries.queueUrl, documents);
  refuse('The order is not delivered as it was answered', deliveryDifferences(placement, documents));
}

function refuse(what: string, found: string[]): void {
  if (found.length > 0) throw new Error(`${what}:\n${found.map((line) => `- ${line}`).join('\n')}`);
}

/** Everything else works without the page, so that it may fail: its tools are installed when first needed. */
async function servePage(miniStack: MiniStack, outputs: ExampleOutputs, signal: AbortSignal): Promise<void> {
  try {
    printPage(await serveLivePage(miniStack, outputs, signal));
  } catch (error) {
    signal.throwIfAborted();
    printProgress(`The page to place orders on could not be built: ${(error as Error).message}`);
  }
}

/** Shows what further orders make the function log and who gets them, until somebody wants it to end. */
async function serve(log: FunctionLog, deliveries: DeliveredDocuments, signal: AbortSignal): Promise<void> {
  console.log('\nServing. Ctrl-C ends it and removes everything.\n');
  while (!signal.aborted) {
    for (const line of await log.newLines()) console.log(`  ${line}`);
    for (const document of await deliveries.newDocuments()) console.log(`  Delivered to queue ${CONSUMER}: ${document}`);
    await sleep(MILLISECONDS_BETWEEN_LOOKS, undefined, { signal }).catch(() => {});
  }
  console.log('\nEnding. Everything is removed.');
}

runScript(main, USAGE);
