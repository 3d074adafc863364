import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { DeleteMessageBatchCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { Stack } from 'aws-cdk-lib';
import { EventBus, Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { DeployedPlatform, deployPlatform, placeExampleOrder } from './deployed-platform';
import { synthesizePlatform } from './platform-assembly';
import { ProofBench } from './proof-bench';
import { StackUpdate } from './stack-update';
import { OrderConsumer, OrderProcessingPlatform } from '../../src';
import { functionWorkers } from '../../tools/local-aws/function-workers';
import { FunctionLog } from '../../tools/local-run/function-log';
import { signal } from '../../tools/processes/process-group';

const LONGEST_WAIT = 60_000;

/** A queue on the platform's key, a function that writes what it gets to its log, and a bus. */
export function consumersOfEveryKind(stack: Stack, platform: OrderProcessingPlatform): void {
  const warehouse = new Queue(stack, 'Warehouse', { encryption: QueueEncryption.KMS, encryptionMasterKey: platform.encryptionKey });
  platform.addOrderConsumer('Picking', OrderConsumer.fromQueue(warehouse));
  platform.addOrderConsumer('Invoicing', OrderConsumer.fromFunction(new Function(stack, 'InvoicingFunction', {
    code: Code.fromInline('exports.handler = async (event) => { console.log(JSON.stringify(event)); };'), handler: 'index.handler', runtime: Runtime.NODEJS_22_X,
  })));
  const shop = new EventBus(stack, 'Shop');
  platform.addOrderConsumer('Analytics', OrderConsumer.fromEventBus(shop));
  const analytics = new Queue(stack, 'Analyses');
  new Rule(stack, 'Everything', { eventBus: shop, eventPattern: { detailType: ['OrderPlaced'] }, targets: [new SqsQueue(analytics)] });
}

/** One delivery as it arrived. */
export type OrderDocument = Record<string, unknown> & { readonly id: string; readonly data: unknown };

/** A deployed platform with consumers, and what they get. */
export class DeliveryScene {
  public static async deploy(
    bench: ProofBench, stackName: string, suffix: string, extend = consumersOfEveryKind, props: object = {},
  ): Promise<DeliveryScene> {
    const assembly = synthesizePlatform(bench, stackName, { environmentSuffix: suffix, ...props }, extend);
    const platform = await deployPlatform(bench, await bench.miniStack(), assembly);
    return new DeliveryScene(platform, await new StackUpdate(platform.miniStack, stackName).physicalIds());
  }

  private readonly sqs: SQSClient;

  constructor(public readonly platform: DeployedPlatform, private readonly ids: Record<string, string>) {
    this.sqs = new SQSClient(platform.miniStack.clientConfiguration);
  }

  /** The physical id of the one resource whose logical id matches. */
  public physicalId(pattern: RegExp): string {
    const found = Object.entries(this.ids).filter(([logicalId]) => pattern.test(logicalId));
    if (found.length !== 1) throw new Error(`${found.length} resources match ${pattern}`);
    return found[0][1];
  }

  /** Places an order until it is acknowledged, as a client does, and returns the 201's body. */
  public async place(key: string): Promise<string> {
    for (let pause = 50; ; pause = Math.min(2 * pause, 2000)) {
      const { response } = await placeExampleOrder(this.platform, { 'idempotency-key': key });
      if (response.status === 201) return response.body;
      if (response.status < 500) throw new Error(`the order ${key} was answered with ${response.status}: ${response.body}`);
      await sleep(pause * (0.5 + Math.random()));
    }
  }

  /** Ends one worker of the order function, if there is one. */
  public killWorker(): boolean {
    const [worker] = functionWorkers(this.platform.miniStack.processId, this.platform.outputs.LambdaFunctionArn.split(':').pop()!);
    return worker !== undefined && signal(worker, 'SIGKILL');
  }

  /** Everything that a queue has and gets until `count` different orders are there, or nothing comes for long. */
  public async receive(queue: RegExp, count: number, longest = LONGEST_WAIT): Promise<OrderDocument[]> {
    const QueueUrl = this.physicalId(queue);
    const documents: OrderDocument[] = [];
    const deadline = Date.now() + longest;
    while (new Set(documents.map(({ id }) => id)).size < count && Date.now() < deadline) {
      const { Messages = [] } = await this.sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 }));
      if (Messages.length === 0) continue;
      documents.push(...Messages.map(({ Body }) => JSON.parse(Body!)));
      const Entries = Messages.map(({ MessageId, ReceiptHandle }) => ({ Id: MessageId!, ReceiptHandle: ReceiptHandle! }));
      await this.sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
    }
    return documents;
  }

  /** The same of a function that writes what it gets to its log. */
  public async logged(logicalId: RegExp, count: number): Promise<OrderDocument[]> {
    const log = await FunctionLog.of(this.platform.miniStack, this.physicalId(logicalId));
    const documents: OrderDocument[] = [];
    const deadline = Date.now() + LONGEST_WAIT;
    while (new Set(documents.map(({ id }) => id)).size < count && Date.now() < deadline) {
      const lines = await log.newLines();
      documents.push(...lines.filter((line) => line.includes('"specversion"')).map((line) => JSON.parse(line.slice(line.indexOf('{')))));
      await sleep(250);
    }
    return documents;
  }
}

const schema = JSON.parse(readFileSync('docs/order-event.schema.json', 'utf8'));
const validate = addFormats(new Ajv2020({ allErrors: true })).compile(schema);

/** @throws unless these are exactly the orders that were answered, each at least once, valid, and equal to its answer */
export function expectDelivered(what: string, documents: readonly OrderDocument[], answers: ReadonlyMap<string, string>): void {
  const delivered = new Set(documents.map(({ id }) => id));
  const missing = [...answers.keys()].filter((id) => !delivered.has(id));
  const surplus = [...delivered].filter((id) => !answers.has(id));
  if (missing.length + surplus.length > 0) throw new Error(`${what} lacks ${missing.length} of ${answers.size} orders and has ${surplus.length} others`);
  for (const document of documents) {
    if (!validate(document)) throw new Error(`${what} got an event that breaks the schema: ${JSON.stringify(validate.errors)}`);
    const [data, answer] = [JSON.stringify(document.data), answers.get(document.id)];
    if (data !== answer) throw new Error(`${what} got ${data} for the answer ${answer}`);
  }
}
