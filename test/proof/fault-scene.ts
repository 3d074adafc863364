import { setTimeout as sleep } from 'node:timers/promises';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { AlarmStates } from './alarm-states';
import { DeployedPlatform, deployPlatform, placeExampleOrder, storedOrderIds } from './deployed-platform';
import { FaultProxy } from './fault-proxy';
import { synthesizePlatform } from './platform-assembly';
import { perBench } from './promise';
import { ProofBench } from './proof-bench';
import { PublishedMetrics } from './published-metrics';
import { OrderEnvironment } from '../../src';
import { exampleOrder } from '../../tools/local-run/example-stack';
import { FunctionLog } from '../../tools/local-run/function-log';

// Short, so that the alarms of one fault are quiet before the next. The platform refuses it, since AWS has no data that fine.
const PERIOD_SECONDS = 10;
const SUFFIX = 'faults';

/** A deployed platform whose way to its table can be disturbed. */
export class FaultScene {
  public readonly lambda: LambdaClient;
  public readonly functionName: string;
  private storedBefore: readonly string[] = [];

  constructor(
    public readonly platform: DeployedPlatform, public readonly proxy: FaultProxy, public readonly metrics: PublishedMetrics,
    public readonly states: AlarmStates,
  ) {
    this.lambda = new LambdaClient(platform.miniStack.clientConfiguration);
    this.functionName = platform.outputs.LambdaFunctionArn.split(':').pop()!;
  }

  /** Waits until no fault and no alarm is left of what was before. */
  public async begin(): Promise<this> {
    this.proxy.inject('pass');
    const deadline = Date.now() + 30_000;
    for (let ringing = ['?']; ringing.length > 0;) {
      ringing = await this.states.ringing();
      if (Date.now() > deadline) throw new Error(`still in ALARM: ${ringing.join(', ')}`);
      await sleep(250);
    }
    this.storedBefore = await storedOrderIds(this.platform);
    return this;
  }

  /** Posts an order, tells the alarms what AWS would, and returns what the caller sees. */
  public async place(idempotencyKey: string) {
    const start = performance.now();
    const { response } = await placeExampleOrder(this.platform, { 'idempotency-key': idempotencyKey });
    const seconds = (performance.now() - start) / 1000;
    await this.metrics.apiAnswered(response.status);
    await this.metrics.functionLogged(idIn(response.body));
    return { ...response, seconds };
  }

  /** Invokes the function without the API, which makes MiniStack publish Lambda's metrics. */
  public async invoke(idempotencyKey: string): Promise<void> {
    const Payload = JSON.stringify({
      version: '2.0',
      headers: { 'content-type': 'application/json', 'idempotency-key': idempotencyKey },
      requestContext: { http: { method: 'POST', path: '/orders' } },
      body: JSON.stringify(exampleOrder()),
      isBase64Encoded: false,
    });
    await this.lambda.send(new InvokeCommand({ FunctionName: this.functionName, Payload }));
  }

  /** @throws unless exactly these alarms are in ALARM */
  public async expectRinging(alarms: string[]): Promise<void> {
    const ringing = await this.states.ringing();
    if (ringing.join() !== [...alarms].sort().join()) throw new Error(`in ALARM are [${ringing.join(', ')}] instead of [${alarms.join(', ')}]`);
  }

  /** Ids of the orders that were stored since the scene began. */
  public async storedSince(): Promise<string[]> {
    return (await storedOrderIds(this.platform)).filter((orderId) => !this.storedBefore.includes(orderId));
  }

  /** @throws unless exactly these orders were stored since the scene began */
  public async expectStored(orderIds: string[]): Promise<void> {
    const stored = await this.storedSince();
    if (stored.join() !== [...orderIds].sort().join()) throw new Error(`stored are [${stored.join(', ')}] instead of [${orderIds.join(', ')}]`);
  }
}

/** What an answer of the handler has in common with its log line. */
function idIn(body: string): string | undefined {
  try {
    const { orderId, requestId } = JSON.parse(body);
    return orderId ?? requestId;
  } catch {
    return undefined;
  }
}

const deployedScene = perBench(async (bench) => {
  const miniStack = await bench.miniStack();
  const proxy = await FaultProxy.start(bench, miniStack.endpoint);
  const assembly = synthesizePlatform(bench, 'Faults', { environment: OrderEnvironment.STAGING, environmentSuffix: SUFFIX },
    (_stack, { orderFunction, alarms }) => {
      orderFunction.addEnvironment('AWS_ENDPOINT_URL_DYNAMODB', proxy.endpoint);
      for (const alarm of alarms.all) (alarm.node.defaultChild as CfnAlarm).period = PERIOD_SECONDS;
    });
  const platform = await deployPlatform(bench, miniStack, assembly);
  const states = new AlarmStates(platform, `ecommerce-orders-${SUFFIX}`);
  const log = await FunctionLog.of(miniStack, platform.outputs.LambdaFunctionArn);
  return new FaultScene(platform, proxy, new PublishedMetrics(platform, states, log), states);
});

/** The scene, undisturbed. */
export async function faultScene(bench: ProofBench): Promise<FaultScene> {
  return (await deployedScene(bench)).begin();
}
