import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EXAMPLE_CONTEXT, EXAMPLE_EVENT } from './example-event';
import { RehearsalTransport } from './rehearsal-transport';
import type { Environment } from '../environment/environment';
import { isDefaultSchema } from '../order/order-validator';
import { createPlaceOrder } from '../place-order';
import { storeOrder } from '../store/order-store';
import { InvocationRecord } from '../telemetry/invocation-record';

/** Milliseconds. A start must not hang on a network that isn't there. */
const LONGEST = 300;
const silent = () => {};

/**
 * Does during init, when a function has a whole processor whatever its memory, what the first order would else do first: compile and run
 * each step of an order, resolve, connect, shake hands.
 *
 * Writes nothing anywhere. Never fails: what could not be done is done by the first order.
 */
export async function prime(environment: Environment, client: DynamoDBClient): Promise<void> {
  const { requestHandler } = client.config;
  const { _X_AMZN_TRACE_ID: trace } = process.env;
  const transport = new RehearsalTransport(requestHandler);
  let timer: NodeJS.Timeout | undefined;
  client.config.requestHandler = Object.assign(Object.create(requestHandler), { handle: transport.handle.bind(transport) });
  // Whatever the process was started with: a rehearsal is not traced.
  delete process.env._X_AMZN_TRACE_ID;
  try {
    await Promise.race([
      rehearse(environment, client).then(() => transport.connection),
      new Promise((resolve) => { timer = setTimeout(resolve, LONGEST); }),
    ]);
  } catch {
    // Told by the first order, if it fails likewise.
  } finally {
    clearTimeout(timer);
    client.config.requestHandler = requestHandler;
    if (trace !== undefined) process.env._X_AMZN_TRACE_ID = trace;
  }
}

async function rehearse(environment: Environment, client: DynamoDBClient): Promise<void> {
  // Made at its first use.
  void process.stdout;
  const placeOrder = createPlaceOrder(environment, client, silent);
  await placeOrder(EXAMPLE_EVENT, EXAMPLE_CONTEXT);
  // A schema of a shop's own refuses the example.
  if (!isDefaultSchema) await rehearseStoring(environment, client);
}

async function rehearseStoring(environment: Environment, client: DynamoDBClient): Promise<void> {
  const { awsRequestId: requestId, getRemainingTimeInMillis: remainingTime } = EXAMPLE_CONTEXT;
  const order = { orderId: requestId, payloadHash: requestId, content: JSON.parse(EXAMPLE_EVENT.body!) };
  const record = new InvocationRecord(environment, requestId, silent);
  await storeOrder(client, environment.tableName, order, { requestId, remainingTime: remainingTime(), record });
}
