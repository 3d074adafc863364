import { randomUUID } from 'node:crypto';
import { PlatformAssembly } from './platform-assembly';
import { ProofBench } from './proof-bench';
import { deployStack } from '../../tools/local-aws/cdk-cli';
import { MiniStack } from '../../tools/local-aws/ministack';
import { exampleOrder, ExampleOutputs, OUTPUTS } from '../../tools/local-run/example-stack';
import { OrderPlacement, placeOrder } from '../../tools/local-run/order-placement';
import { storedOrders } from '../../tools/local-run/stored-orders';

/** A platform in a local AWS. */
export interface DeployedPlatform {
  readonly miniStack: MiniStack;
  readonly assembly: PlatformAssembly;
  readonly outputs: ExampleOutputs;
}

/** Deploys with the CDK CLI: creates the stack or updates it. */
export async function deployPlatform(bench: ProofBench, miniStack: MiniStack, assembly: PlatformAssembly): Promise<DeployedPlatform> {
  bench.progress(`cdk deploy ${assembly.stackName}`);
  const outputs = await deployStack(miniStack, { app: assembly.directory, stack: assembly.stackName, signal: bench.signal });
  const missing = OUTPUTS.filter((name) => !outputs[name]);
  if (missing.length > 0) throw new Error(`Stack ${assembly.stackName} has no output ${missing.join(', ')}.`);
  return { miniStack, assembly, outputs: outputs as ExampleOutputs };
}

/** Posts the example order, by default with a key that no other order has. */
export function placeExampleOrder(
  { miniStack, outputs }: DeployedPlatform, headers: Record<string, string> = { 'idempotency-key': randomUUID() }, changes: object = {},
): Promise<OrderPlacement> {
  return placeOrder(miniStack, outputs.APIGatewayURL, JSON.stringify({ ...exampleOrder(), ...changes }), headers);
}

/** Ids of all orders in the table, sorted. */
export async function storedOrderIds({ miniStack, outputs }: DeployedPlatform): Promise<string[]> {
  return (await storedOrders(miniStack, outputs.DynamoDBTableName)).map(({ orderId }) => String(orderId)).sort();
}
