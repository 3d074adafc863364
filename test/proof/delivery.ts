import { setTimeout as sleep } from 'node:timers/promises';
import { EventBridgeClient, ListArchivesCommand, StartReplayCommand } from '@aws-sdk/client-eventbridge';
import {
  InvokeCommand, LambdaClient, ListEventSourceMappingsCommand, PutFunctionConcurrencyCommand, DeleteFunctionConcurrencyCommand,
  UpdateEventSourceMappingCommand, UpdateFunctionConfigurationCommand, GetFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { Stack } from 'aws-cdk-lib';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { consumersOfEveryKind, DeliveryScene, expectDelivered } from './delivery-scene';
import { PromiseRow } from './promise';
import { ProofBench } from './proof-bench';
import { OrderConsumer, OrderProcessingPlatform } from '../../src';
import { LOCAL_ACCOUNT, LOCAL_REGION } from '../../tools/local-aws/aws-environment';

const ORDERS = 200;
const AT_ONCE = 8;
const ORDERS_PER_KILL = 40;
const REPLAYS = 20;
const SILENCE = 4_000;

const QUEUE = /^Warehouse[0-9A-F]{8}$/;
const BUS_QUEUE = /^Analyses[0-9A-F]{8}$/;
const FUNCTION = /^InvoicingFunction[0-9A-F]{8}$/;

/** Places so many orders, each second one twice, and returns each answer by its order. */
async function placeOrders(
  scene: DeliveryScene, prefix: string, count: number, each: (index: number) => void = () => {},
): Promise<Map<string, string>> {
  const answers = new Map<string, string>();
  let next = 0;
  const client = async () => {
    for (let index = next++; index < count; index = next++) {
      each(index);
      const body = await scene.place(`${prefix}-${index}`);
      if (index % 2 === 0 && await scene.place(`${prefix}-${index}`) !== body) throw new Error('a replay was answered with another body');
      answers.set(JSON.parse(body).orderId, body);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, client));
  return answers;
}

async function allGetAll(bench: ProofBench): Promise<string> {
  const scene = await DeliveryScene.deploy(bench, 'Delivery', 'delivery');
  let kills = 0;
  const answers = await placeOrders(scene, 'all', ORDERS, (index) => {
    if (index % ORDERS_PER_KILL === ORDERS_PER_KILL - 1 && scene.killWorker()) kills++;
  });
  if (answers.size !== ORDERS) throw new Error(`${answers.size} orders were answered instead of ${ORDERS}`);
  expectDelivered('the queue', await scene.receive(QUEUE, ORDERS), answers);
  expectDelivered('the function', await scene.logged(FUNCTION, ORDERS), answers);
  const onBus = (await scene.receive(BUS_QUEUE, ORDERS)).map((event) => event.detail as never);
  expectDelivered('the bus', onBus, answers);
  // What was delivered twice, if any, is there by now.
  await scene.receive(QUEUE, Infinity, SILENCE);
  for (let index = 0; index < REPLAYS; index++) await scene.place(`all-${index}`);
  const again = await scene.receive(QUEUE, Infinity, SILENCE);
  if (again.length > 0) throw new Error(`${again.length} events came of ${REPLAYS} replays`);
  return `${ORDERS} orders in each of three consumers, each valid and equal to its 201, ${kills} workers killed; ${REPLAYS} replays made no event`;
}

/** Trouble that keeps the relay from handing orders over, and its end. */
const TROUBLES: Record<string, (lambda: LambdaClient, relay: string) => Promise<() => Promise<unknown>>> = {
  async 'its mapping disabled'(lambda, FunctionName) {
    const { EventSourceMappings: [{ UUID }] = [] as never } = await lambda.send(new ListEventSourceMappingsCommand({ FunctionName }));
    await lambda.send(new UpdateEventSourceMappingCommand({ UUID, Enabled: false }));
    return () => lambda.send(new UpdateEventSourceMappingCommand({ UUID, Enabled: true }));
  },
  async 'its bus out of reach'(lambda, FunctionName) {
    const { Environment } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
    const Variables = Environment!.Variables!;
    await lambda.send(new UpdateFunctionConfigurationCommand({
      FunctionName, Environment: { Variables: { ...Variables, AWS_ENDPOINT_URL_EVENTBRIDGE: 'http://127.0.0.1:9' } },
    }));
    return () => lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName, Environment: { Variables } }));
  },
  async 'throttled'(lambda, FunctionName) {
    await lambda.send(new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: 0 }));
    return () => lambda.send(new DeleteFunctionConcurrencyCommand({ FunctionName }));
  },
};

async function relayInTrouble(bench: ProofBench): Promise<string> {
  const scene = await DeliveryScene.deploy(bench, 'RelayTrouble', 'trouble');
  const lambda = new LambdaClient(scene.platform.miniStack.clientConfiguration);
  const relay = scene.physicalId(/RelayFunction/);
  const held: string[] = [];
  for (const [trouble, begin] of Object.entries(TROUBLES)) {
    const end = await begin(lambda, relay);
    const answers = await placeOrders(scene, trouble.replaceAll(' ', '-'), 10);
    const meanwhile = await scene.receive(QUEUE, Infinity, SILENCE);
    await end();
    if (meanwhile.length === 0) held.push(trouble);
    const late = await scene.receive(QUEUE, answers.size - new Set(meanwhile.map(({ id }) => id)).size);
    expectDelivered(`after the relay was ${trouble}, the queue`, [...meanwhile, ...late], answers);
    await scene.receive(QUEUE, Infinity, SILENCE);
  }
  if (!held.includes('its mapping disabled') || !held.includes('its bus out of reach')) throw new Error(`only these kept orders back: ${held.join(', ')}`);
  return `orders waited while the relay had ${held.join(' and ')}, and all arrived after it`;
}

/** The same consumers, and one more that is called so. */
function oneMore(id: string): typeof consumersOfEveryKind {
  return (stack, platform) => {
    consumersOfEveryKind(stack, platform);
    platform.addOrderConsumer(id, OrderConsumer.fromQueue(new Queue(stack, 'Later')));
  };
}

async function laterConsumer(bench: ProofBench): Promise<string> {
  const name = 'LaterConsumer';
  const first = await DeliveryScene.deploy(bench, name, 'later');
  const from = new Date(Date.now() - 60_000);
  const old = await placeOrders(first, 'old', 10);
  await first.receive(QUEUE, old.size);
  const [late, later] = [/^Later[0-9A-F]{8}$/, 'LaterQueue'];
  for (const id of [later, 'Renamed']) {
    const scene = await DeliveryScene.deploy(bench, name, 'later', oneMore(id));
    const early = await scene.receive(late, Infinity, SILENCE);
    if (early.length > 0) throw new Error(`the consumer ${id} got ${early.length} orders from before it was there`);
    const fresh = await placeOrders(scene, `new-${id}`, 5);
    expectDelivered(`the consumer ${id}`, await scene.receive(late, fresh.size), fresh);
    await scene.receive(late, Infinity, SILENCE);
    for (const [orderId, body] of fresh) old.set(orderId, body);
  }
  const scene = await DeliveryScene.deploy(bench, name, 'later', oneMore('Renamed'));
  await scene.receive(QUEUE, Infinity, SILENCE);
  const events = new EventBridgeClient(scene.platform.miniStack.clientConfiguration);
  const arn = (resource: string) => `arn:aws:events:${LOCAL_REGION}:${LOCAL_ACCOUNT}:${resource}`;
  const bus = 'ecommerce-orders-later-orders';
  const { Archives = [] } = await events.send(new ListArchivesCommand({ EventSourceArn: arn(`event-bus/${bus}`) }));
  await events.send(new StartReplayCommand({
    ReplayName: 'for-renamed',
    EventSourceArn: arn(`archive/${Archives[0].ArchiveName}`),
    EventStartTime: from,
    EventEndTime: new Date(Date.now() + 1000),
    Destination: { Arn: arn(`event-bus/${bus}`), FilterArns: [arn(`rule/${bus}/Renamed`)] },
  }));
  expectDelivered('the range that was replayed', await scene.receive(late, old.size), old);
  const elsewhere = await scene.receive(QUEUE, Infinity, SILENCE);
  if (elsewhere.length > 0) throw new Error(`a replay for one consumer brought ${elsewhere.length} orders to another`);
  return `no old order for a consumer that was added, nor for one that was renamed; a replay of ${old.size} orders reached it alone`;
}

function failing(stack: Stack, platform: OrderProcessingPlatform): void {
  consumersOfEveryKind(stack, platform);
  platform.addOrderConsumer('Broken', OrderConsumer.fromFunction(new Function(stack, 'BrokenFunction', {
    code: Code.fromInline('exports.handler = async () => { throw new Error("broken"); };'), handler: 'index.handler', runtime: Runtime.NODEJS_22_X,
  })), { retryAttempts: 0 });
}

async function failingConsumer(bench: ProofBench): Promise<string> {
  const scene = await DeliveryScene.deploy(bench, 'FailingConsumer', 'failing', failing);
  const answers = await placeOrders(scene, 'failing', 10);
  const others = await scene.receive(QUEUE, answers.size);
  expectDelivered('the queue beside it', others, answers);
  // As EventBridge invokes it: MiniStack's own call of a rule's function knows neither retries nor a destination.
  const lambda = new LambdaClient(scene.platform.miniStack.clientConfiguration);
  const FunctionName = scene.physicalId(/^BrokenFunction[0-9A-F]{8}$/);
  for (const document of others.slice(0, 3)) {
    await lambda.send(new InvokeCommand({ FunctionName, InvocationType: 'Event', Payload: JSON.stringify(document) }));
  }
  const letters = await receiveRaw(scene, /BrokenDeadLetterQueue(?!Policy)/, 3);
  const whole = letters.map(({ requestPayload }) => JSON.stringify(requestPayload)).sort();
  if (whole.join() !== others.slice(0, 3).map((one) => JSON.stringify(one)).sort().join()) throw new Error(`the dead letters hold ${whole.join()}`);
  return 'the others got everything; dead letters of the function hold whole events';
}

async function receiveRaw(scene: DeliveryScene, queue: RegExp, count: number): Promise<Record<string, unknown>[]> {
  const deadline = Date.now() + 30_000;
  const letters: Record<string, unknown>[] = [];
  while (letters.length < count && Date.now() < deadline) {
    letters.push(...await scene.receive(queue, 1, 2_000) as Record<string, unknown>[]);
    await sleep(100);
  }
  return letters;
}

async function manyConsumers(bench: ProofBench): Promise<string> {
  const scene = await DeliveryScene.deploy(bench, 'ManyConsumers', 'many', (stack, platform) => {
    for (let index = 0; index < 10; index++) platform.addOrderConsumer(`Consumer${index}`, OrderConsumer.fromQueue(new Queue(stack, `Queue${index}x`)));
  });
  const answers = await placeOrders(scene, 'many', 20);
  for (let index = 0; index < 10; index++) {
    expectDelivered(`consumer ${index}`, await scene.receive(new RegExp(`^Queue${index}x[0-9A-F]{8}$`), answers.size), answers);
  }
  return '20 orders in each of ten queues';
}

const RULES = 'retries and dead-letter queues of a rule, which MiniStack does not have (test/consumers stands in: every target has both in the template)';
const LAG = 'the alarms themselves: MiniStack publishes no IteratorAge (alarms/relay-lag drives the alarm), and evaluates no metric math '
  + '(test/consumers/order-delivery.test.ts has the expression of relay-stopped)';

export const DELIVERY_ROWS: PromiseRow[] = [
  {
    id: 'delivery/all-get-all',
    promise: 'Queue, function and bus get every order at least once as the 201 answered it; a replay makes no second event',
    how: `deployed; ${ORDERS} orders of ${AT_ONCE} clients, each second one twice, workers killed; every event against the published schema`,
    unproven: 'that EventBridge may use the key of queue and bus, which MiniStack does not enforce (permissions/consumers stands in)',
    check: allGetAll,
  },
  {
    id: 'delivery/failing-consumer',
    promise: 'A consumer that fails holds up no other, and its dead letters hold whole events',
    how: 'deployed; a function that throws beside others, invoked asynchronously as EventBridge does',
    unproven: RULES,
    check: failingConsumer,
  },
  {
    id: 'delivery/relay-in-trouble',
    promise: 'While the relay is stopped, cut off or throttled, orders wait; afterwards everything arrives',
    how: 'deployed; its mapping disabled, its bus out of reach, its concurrency taken, each with orders meanwhile',
    unproven: LAG,
    check: relayInTrouble,
  },
  {
    id: 'delivery/later-consumer',
    promise: 'A consumer that is added or renamed gets no old order; a range of them is replayed to it alone',
    how: 'deployed and updated twice; a replay of the archive to one rule',
    unproven: 'replays to one rule, which MiniStack is taught by tools/local-aws/archive_resource.py, as AWS documents them',
    check: laterConsumer,
  },
  {
    id: 'delivery/ten-consumers',
    promise: 'Ten consumers get every order',
    how: 'deployed; ten queues',
    check: manyConsumers,
  },
];
