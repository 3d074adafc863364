import { join } from 'node:path';
import {
  CreateTableCommand, DeleteItemCommand, DynamoDBClient, GetItemCommand, PutItemCommand, QueryCommand, ScanCommand, UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { deployPlatform, storedOrderIds } from './deployed-platform';
import { ORDERS_TABLE_KEY } from './orders-table-key';
import { onlyResource, synthesizePlatform } from './platform-assembly';
import { PromiseRow } from './promise';
import { ProofBench } from './proof-bench';
import { credentialsOf } from './role-credentials';
import { StackUpdate } from './stack-update';
import { bootstrap } from '../../tools/local-aws/cdk-cli';

const STACK = 'Enforced';
const OTHER_TABLE = 'customers';
const ORDER_ID = { S: 'order-1' };

/** A platform on a local AWS that enforces IAM, and a client with the function's role. */
async function enforcedPlatform(bench: ProofBench) {
  const stateDirectory = join(bench.directory, 'enforced');
  // Deployed without enforcement, under which MiniStack takes no assets: the bootstrap bucket's policy asks for TLS.
  const permissive = await bench.startMiniStack({ stateDirectory });
  await bootstrap(permissive, { signal: bench.signal });
  const platform = await deployPlatform(bench, permissive, synthesizePlatform(bench, STACK, { environmentSuffix: 'enforced' }));
  await new DynamoDBClient(permissive.clientConfiguration).send(new CreateTableCommand({ TableName: OTHER_TABLE, ...ORDERS_TABLE_KEY }));
  const ids = await new StackUpdate(permissive, STACK).physicalIds();
  await permissive.stop();
  const miniStack = await bench.startMiniStack({ stateDirectory, enforceIam: true });
  const credentials = await credentialsOf(miniStack, ids[onlyResource(platform.assembly.template, 'AWS::IAM::Role')[0]]);
  return { platform: { ...platform, miniStack }, client: new DynamoDBClient({ ...miniStack.clientConfiguration, credentials }) };
}

async function expectDenied(what: string, answer: Promise<unknown>): Promise<void> {
  const outcome = await answer.then(() => 'answered', ({ name }: Error) => name);
  if (outcome !== 'AccessDeniedException') throw new Error(`${what} is ${outcome} instead of AccessDeniedException`);
}

export const ENFORCED_PERMISSION_ROWS: PromiseRow[] = [
  {
    id: 'permissions/enforced',
    promise: 'With the deployed role an order can be put into its table; nothing can be read, changed or deleted, or put elsewhere',
    how: 'DynamoDB calls with the role\'s credentials to a local AWS that enforces IAM',
    unproven: 'IAM itself: MiniStack\'s enforcement stands in, which does not ask the key\'s policy',
    async check(bench) {
      const { platform, client } = await enforcedPlatform(bench);
      const TableName = platform.outputs.DynamoDBTableName;
      const Key = { orderId: ORDER_ID };
      await client.send(new PutItemCommand({ TableName, Item: Key })).catch(({ name }: Error) => {
        throw new Error(`PutItem is answered with ${name}`);
      });
      const denied: [string, () => Promise<unknown>][] = [
        ['GetItem', () => client.send(new GetItemCommand({ TableName, Key }))],
        ['Query', () => client.send(new QueryCommand({
          TableName, KeyConditionExpression: 'orderId = :id', ExpressionAttributeValues: { ':id': ORDER_ID },
        }))],
        ['Scan', () => client.send(new ScanCommand({ TableName }))],
        ['UpdateItem', () => client.send(new UpdateItemCommand({ TableName, Key }))],
        ['DeleteItem', () => client.send(new DeleteItemCommand({ TableName, Key }))],
        ['PutItem into another table', () => client.send(new PutItemCommand({ TableName: OTHER_TABLE, Item: Key }))],
      ];
      for (const [what, call] of denied) await expectDenied(what, call());
      const stored = await storedOrderIds(platform);
      if (stored.join() !== ORDER_ID.S) throw new Error(`the table holds [${stored.join(', ')}] instead of ${ORDER_ID.S}`);
      return `PutItem passed; AccessDenied for ${denied.map(([what]) => what).join(', ')}`;
    },
  },
];
