import { IncomingHttpHeaders, request } from 'node:http';
import { AttributeValue, DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { GetFunctionConfigurationCommand, LambdaClient, UpdateFunctionConfigurationCommand, waitUntilFunctionUpdatedV2 } from '@aws-sdk/client-lambda';
import { clientConfiguration } from '../../../tools/local-aws/aws-environment';
import { MiniStack } from '../../../tools/local-aws/ministack';
import { ExampleOutputs } from '../../../tools/local-run/example-stack';
import { apiHost } from '../../../tools/local-run/order-placement';

/** Tells the tests, which run in a process of their own, where the platform is. */
export function deployedApiVariables(miniStack: MiniStack, outputs: ExampleOutputs): NodeJS.ProcessEnv {
  return {
    DEPLOYED_ENDPOINT: miniStack.endpoint,
    DEPLOYED_API_HOST: apiHost(miniStack, outputs.APIGatewayURL),
    DEPLOYED_TABLE: outputs.DynamoDBTableName,
    DEPLOYED_FUNCTION: outputs.LambdaFunctionArn,
    DEPLOYED_PROCESS_GROUP: String(miniStack.processId),
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  };
}

const { DEPLOYED_ENDPOINT, DEPLOYED_API_HOST, DEPLOYED_TABLE, DEPLOYED_FUNCTION, DEPLOYED_PROCESS_GROUP } = process.env;

/** Where clients reach the API, and the Host header to send. */
export const API = { endpoint: DEPLOYED_ENDPOINT!, host: DEPLOYED_API_HOST! };

/** ARN of the order function. */
export const FUNCTION_ARN = DEPLOYED_FUNCTION!;

/** Process group of the local AWS, in which the function's workers run. */
export const PROCESS_GROUP = Number(DEPLOYED_PROCESS_GROUP);

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** Sends bytes to `POST /orders`. */
export async function post(body: Buffer | string, headers: Record<string, string> = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(`${API.endpoint}/orders`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers, 'host': API.host },
    }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk)).on('error', reject).on('end', () => resolve({
        status: incoming.statusCode!, headers: incoming.headers, text: Buffer.concat(chunks).toString(),
      }));
    });
    outgoing.on('error', reject).end(body);
  });
}

/** Runs `work` while the function has these environment variables too. */
export async function withFunctionVariables(variables: Record<string, string>, work: () => Promise<void>): Promise<void> {
  const lambda = new LambdaClient(clientConfiguration(API.endpoint));
  const { Environment } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName: FUNCTION_ARN }));
  const configure = async (more: Record<string, string>) => {
    await lambda.send(new UpdateFunctionConfigurationCommand({
      FunctionName: FUNCTION_ARN,
      Environment: { Variables: { ...Environment!.Variables, ...more } },
    }));
    await waitUntilFunctionUpdatedV2({ client: lambda, maxWaitTime: 30 }, { FunctionName: FUNCTION_ARN });
  };
  try {
    await configure(variables);
    await work();
  } finally {
    await configure({});
  }
}

/** Every stored order by its id. */
export async function storedItems(): Promise<Map<string, Record<string, AttributeValue>>> {
  const client = new DynamoDBClient(clientConfiguration(DEPLOYED_ENDPOINT!));
  const items = new Map<string, Record<string, AttributeValue>>();
  for await (const page of paginateScan({ client }, { TableName: DEPLOYED_TABLE, ConsistentRead: true })) {
    for (const item of page.Items!) items.set(item.orderId.S!, item);
  }
  client.destroy();
  return items;
}

/** Calls `work` for each item, so many at once. */
export async function inParallel<T>(items: readonly T[], width: number, work: (item: T) => Promise<void>): Promise<void> {
  const queue = [...items];
  await Promise.all(Array.from({ length: width }, async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  }));
}
