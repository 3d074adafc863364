import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import { format } from 'node:util';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { apiEvent, ApiRequest, lambdaContext } from './api-event';
import type { Environment } from '../../lambda/place-order/environment/environment';
import { createPlaceOrder } from '../../lambda/place-order/place-order';
import { createDynamoDbClient } from '../../lambda/place-order/store/dynamodb-client';

export interface ApiAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** As sent. */
  readonly text: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly json: any;
  readonly requestId: string;
  /** The one line that the invocation wrote. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly record: any;
  /** Everything it wrote to standard output and error. */
  readonly output: string;
}

export type Post = (request: ApiRequest, options?: { readonly remaining?: number }) => Promise<ApiAnswer>;

/** The real handler on a DynamoDB endpoint, called as Lambda would. */
export function handlerOn(endpoint: string, tableName: string, environment: Partial<Environment> = {}): Post {
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_SESSION_TOKEN: 'first',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  });
  const handler = createPlaceOrder(
    { tableName, platformName: 'shop-test', logLevel: 'INFO', requireIdempotencyKey: false, priming: false, ...environment }, createDynamoDbClient(),
  );
  return async (request, options) => {
    const requestId = randomUUID();
    const written: string[] = [];
    const result = await invocationOutput.run(written, () => handler(apiEvent(request), lambdaContext(requestId, options?.remaining)));
    return answer(result, requestId, written.join(''));
  };
}

const invocationOutput = new AsyncLocalStorage<string[]>();

// Keeps what an invocation writes, also of many at once, and lets everything else pass.
for (const stream of [process.stdout, process.stderr]) {
  const write = stream.write.bind(stream);
  stream.write = (text: string | Uint8Array, ...rest: never[]) => {
    const written = invocationOutput.getStore();
    return written ? written.push(String(text)) > 0 : write(text, ...rest);
  };
}

// Jest's console does not come by the streams.
for (const method of ['debug', 'dir', 'error', 'info', 'log', 'trace', 'warn'] as const) {
  const print = console[method].bind(console) as (...parts: unknown[]) => void;
  console[method] = (...parts: unknown[]) => {
    const written = invocationOutput.getStore();
    if (written) written.push(`${format(...parts)}\n`);
    else print(...parts);
  };
}

function answer(result: APIGatewayProxyStructuredResultV2, requestId: string, output: string): ApiAnswer {
  const [line, ...more] = output.split('\n').filter((text) => text !== '');
  if (more.length > 0) throw new Error(`An invocation must write one line, wrote: ${output}`);
  return {
    status: result.statusCode!,
    headers: result.headers as Record<string, string>,
    text: result.body!,
    json: JSON.parse(result.body!),
    requestId,
    record: line === undefined ? undefined : JSON.parse(line),
    output,
  };
}
