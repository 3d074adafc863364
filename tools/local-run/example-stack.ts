import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The CDK app of the example stack, from the project's root. */
export const EXAMPLE_APP = 'test/integ.order-processing-platform.ts';

/** Id of the example stack. */
export const EXAMPLE_STACK = 'OrderProcessingPlatform';

/** The stack outputs that users rely on. */
export const OUTPUTS = ['APIGatewayURL', 'DynamoDBTableName', 'LambdaFunctionArn', 'KMSKeyId'] as const;

export type ExampleOutputs = Record<typeof OUTPUTS[number], string>;

/** The consumer of the example stack: a queue. */
export const CONSUMER = 'Warehouse';

/** The outputs of the example stack: also that queue's URL. */
export const EXAMPLE_STACK_OUTPUTS = [...OUTPUTS, 'WarehouseQueueUrl'] as const;

export type ExampleStackOutputs = Record<typeof EXAMPLE_STACK_OUTPUTS[number], string>;

/** The order that the examples send, from the project's root. */
export const EXAMPLE_ORDER = 'examples/order.json';

export function exampleOrder(): Record<string, unknown> {
  return JSON.parse(readFileSync(join(__dirname, '..', '..', EXAMPLE_ORDER), 'utf8'));
}
