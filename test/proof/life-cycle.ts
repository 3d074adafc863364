import { fullDiff, ResourceImpact } from '@aws-cdk/cloudformation-diff';
import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { Key } from 'aws-cdk-lib/aws-kms';
import { ADJUSTED_PROPS } from './adjusted-props';
import { DeployedPlatform, deployPlatform, placeExampleOrder, storedOrderIds } from './deployed-platform';
import { existingResources } from './existing-resources';
import { withFailingResource } from './failing-resource';
import { CLOUD_FORMATION, FIRST_DEPLOYMENT_ROWS } from './first-deployment';
import { onlyResource, synthesizePlatform, Template } from './platform-assembly';
import { perBench, PromiseRow } from './promise';
import { ProofBench } from './proof-bench';
import { StackUpdate } from './stack-update';
import { OrderEnvironment } from '../../src';
import { deployStack, destroyStack } from '../../tools/local-aws/cdk-cli';

const STACK = 'LifeCycle';
const SUFFIX = 'lifecycle';
const KEPT_TYPES = ['AWS::DynamoDB::Table', 'AWS::KMS::Key', 'AWS::ApiGatewayV2::Api'];

/** A deployed platform that holds one order. */
const inUse = perBench(async (bench) => {
  const assembly = synthesizePlatform(bench, STACK, { environmentSuffix: SUFFIX });
  const platform = await deployPlatform(bench, await bench.miniStack(), assembly);
  const { response } = await placeExampleOrder(platform);
  if (response.status !== 201) throw new Error(`the API answered ${response.status}: ${response.body}`);
  return { platform, orderId: String(JSON.parse(response.body).orderId) };
});

async function expectOrder(platform: DeployedPlatform, orderId: string, when: string): Promise<void> {
  const stored = await storedOrderIds(platform);
  if (stored.join() !== orderId) throw new Error(`${when}, the table holds [${stored.join(', ')}] instead of ${orderId}`);
}

/** What CloudFormation would replace, by its own documentation of every property. */
function replacedTypes(before: Template, after: Template): string[] {
  const replacing = [ResourceImpact.WILL_REPLACE, ResourceImpact.WILL_DESTROY, ResourceImpact.WILL_ORPHAN, ResourceImpact.MAY_REPLACE];
  const { resources } = fullDiff(before, after);
  return resources.logicalIds.map((id) => resources.get(id))
    .filter(({ changeImpact }) => replacing.includes(changeImpact))
    .map(({ resourceType }) => String(resourceType))
    .filter((type) => KEPT_TYPES.includes(type));
}

async function memoryOf({ miniStack, outputs }: DeployedPlatform): Promise<number | undefined> {
  const client = new LambdaClient(miniStack.clientConfiguration);
  return (await client.send(new GetFunctionConfigurationCommand({ FunctionName: outputs.LambdaFunctionArn }))).MemorySize;
}

/** Which resources existed before `cdk destroy`, and which after it. */
async function deployAndDestroy(bench: ProofBench, environment: OrderEnvironment) {
  const miniStack = await bench.miniStack();
  const stackName = `Destroy-${environment}`;
  const assembly = synthesizePlatform(bench, stackName, { environment, environmentSuffix: stackName.toLowerCase() });
  const platform = await deployPlatform(bench, miniStack, assembly);
  await placeExampleOrder(platform);
  const ids = await new StackUpdate(miniStack, stackName).physicalIds();
  const before = await existingResources(miniStack, assembly.template, ids);
  bench.progress(`cdk destroy ${stackName}`);
  await destroyStack(miniStack, { app: assembly.directory, stack: stackName, signal: bench.signal });
  return { before, after: await existingResources(miniStack, assembly.template, ids), platform };
}

export const LIFE_CYCLE_ROWS: PromiseRow[] = [
  {
    id: 'life-cycle/create',
    promise: 'cdk deploy creates the stack, and it takes an order',
    how: 'CDK CLI, POST /orders, scan of the table',
    unproven: 'stage throttling, access logs, encryption, point-in-time recovery and contributor insights, which MiniStack drops: order-api.test.ts, '
      + 'orders-table.test.ts and encryption-key.test.ts look at the template',
    async check(bench) {
      const { platform, orderId } = await inUse(bench);
      await expectOrder(platform, orderId, 'after the first order');
      return `201, order ${orderId.slice(0, 8)}… stored once`;
    },
  },
  {
    id: 'life-cycle/no-op',
    promise: 'The same app deployed again changes nothing',
    how: 'CDK CLI again; the freshly synthesized template as an update',
    unproven: CLOUD_FORMATION,
    async check(bench) {
      const { platform: { miniStack } } = await inUse(bench);
      const again = synthesizePlatform(bench, STACK, { environmentSuffix: SUFFIX });
      const status = await new StackUpdate(miniStack, STACK).update(again.template);
      if (status !== undefined) throw new Error(`the update was performed: ${status}`);
      const lines: string[] = [];
      await deployStack(miniStack, { app: again.directory, stack: STACK, signal: bench.signal, onLine: (line) => lines.push(line) });
      if (!lines.some((line) => line.includes('(no changes)'))) throw new Error(`cdk deploy saw changes:\n${lines.join('\n')}`);
      return '"No updates are to be performed", "(no changes)"';
    },
  },
  {
    id: 'life-cycle/adjust',
    promise: 'Every prop that adjusts can be changed and changed back on a stack in use: table, key and API stay',
    how: 'one update a prop; physical ids and the order afterwards; replacement rules of CloudFormation\'s resource schemas',
    unproven: 'CloudFormation\'s own decisions: cloudformation-diff stands in, which has the update behaviour of every property from AWS\'s schemas. Left out: '
      + 'projectName and environmentSuffix, which are a new platform; ordersTable and encryptionKey, which take the place of table and key; alarm actions',
    async check(bench) {
      const { platform, orderId } = await inUse(bench);
      const { miniStack, assembly } = platform;
      const update = new StackUpdate(miniStack, STACK);
      const kept = KEPT_TYPES.map((type) => onlyResource(assembly.template, type)[0]);
      const idsOf = (ids: Record<string, string>) => kept.map((logicalId) => ids[logicalId]).join();
      const before = idsOf(await update.physicalIds());
      const assets = assetObjects(assembly.template);
      for (const [prop, props] of ADJUSTED_PROPS) {
        const adjusted = synthesizePlatform(bench, STACK, (stack) => ({ environmentSuffix: SUFFIX, ...props(stack) }));
        const replaced = replacedTypes(assembly.template, adjusted.template);
        if (replaced.length > 0) throw new Error(`\`${prop}\` replaces ${replaced.join(', ')}`);
        const status = assetObjects(adjusted.template).every((object) => assets.includes(object))
          ? await update.update(adjusted.template)
          : await deployPlatform(bench, miniStack, adjusted).then(() => 'UPDATE_COMPLETE');
        if (status !== 'UPDATE_COMPLETE') throw new Error(`\`${prop}\`: ${status ?? 'nothing was updated'}`);
        const after = idsOf(await update.physicalIds());
        if (after !== before) throw new Error(`\`${prop}\`: the physical ids were ${before} and are ${after}`);
        await expectOrder(platform, orderId, `after \`${prop}\``);
      }
      const back = await update.update(assembly.template);
      if (back !== 'UPDATE_COMPLETE') throw new Error(`back to the defaults: ${back}`);
      return `${ADJUSTED_PROPS.length} props changed one after the other, ids and order kept`;
    },
  },
  {
    id: 'life-cycle/bring-key',
    promise: 'A key that is brought to a stack in use takes the place of the created one: table and API stay, with every order',
    how: 'update with `encryptionKey`, and back; physical ids and the order afterwards; replacement rules as above',
    unproven: `${CLOUD_FORMATION}; that DynamoDB reads what it encrypted with the key before`,
    async check(bench) {
      const { platform, orderId } = await inUse(bench);
      const { miniStack, assembly } = platform;
      const update = new StackUpdate(miniStack, STACK);
      const types = KEPT_TYPES.filter((type) => type !== 'AWS::KMS::Key');
      const idsOf = (ids: Record<string, string>) => types.map((type) => ids[onlyResource(assembly.template, type)[0]]).join();
      const before = idsOf(await update.physicalIds());
      const brought = synthesizePlatform(bench, STACK, (stack) => ({ environmentSuffix: SUFFIX, encryptionKey: new Key(stack, 'ShopKey') }));
      const replaced = replacedTypes(assembly.template, brought.template).filter((type) => types.includes(type));
      if (replaced.length > 0) throw new Error(`\`encryptionKey\` replaces ${replaced.join(', ')}`);
      for (const [what, template] of [['the brought key', brought.template], ['the created key again', assembly.template]] as const) {
        const status = await update.update(template);
        if (status !== 'UPDATE_COMPLETE') throw new Error(`${what}: ${status ?? 'nothing was updated'}`);
        const after = idsOf(await update.physicalIds());
        if (after !== before) throw new Error(`${what}: the physical ids were ${before} and are ${after}`);
        await expectOrder(platform, orderId, `with ${what}`);
      }
      return 'key brought and taken away, table and API kept with the order';
    },
  },
  {
    id: 'life-cycle/rollback-update',
    promise: 'An update that fails half way leaves the platform as it was',
    how: 'update with more memory and a resource that fails last',
    unproven: CLOUD_FORMATION,
    async check(bench) {
      const { platform, orderId } = await inUse(bench);
      const { miniStack } = platform;
      const larger = synthesizePlatform(bench, STACK, { environmentSuffix: SUFFIX, functionOptions: { memorySize: 1024 } });
      const status = await new StackUpdate(miniStack, STACK, bench.mutation?.disableRollback).update(withFailingResource(larger));
      if (!status?.startsWith('UPDATE_ROLLBACK_COMPLETE')) throw new Error(`the update ended in ${status}`);
      const memory = await memoryOf(platform);
      if (memory !== 256) throw new Error(`the function has ${memory} MB after the rollback`);
      await expectOrder(platform, orderId, 'after the rollback');
      const { response } = await placeExampleOrder(platform);
      if (response.status !== 201) throw new Error(`after the rollback the API answers ${response.status}`);
      return 'UPDATE_ROLLBACK_COMPLETE, 256 MB, order kept, next order 201';
    },
  },
  ...FIRST_DEPLOYMENT_ROWS,
  {
    id: 'life-cycle/destroy-dev',
    promise: 'In dev, cdk destroy leaves nothing',
    how: 'CDK CLI; look-up of every resource by its physical id',
    unproven: CLOUD_FORMATION,
    async check(bench) {
      const { before, after } = await deployAndDestroy(bench, OrderEnvironment.DEV);
      if (after.length > 0) throw new Error(`left behind: ${after.join(', ')}`);
      return `${before.length} resources existed, none is left (the key awaits its deletion)`;
    },
  },
  {
    id: 'life-cycle/destroy-prod',
    promise: 'In prod, cdk destroy leaves table, key and both log groups, with every order',
    how: 'CDK CLI; look-up of every resource; deletion protection of the table',
    unproven: CLOUD_FORMATION,
    async check(bench) {
      const { before, after, platform } = await deployAndDestroy(bench, OrderEnvironment.PROD);
      const kinds = after.map((resource) => resource.split(' ')[0]);
      const expected = ['AWS::DynamoDB::Table', 'AWS::KMS::Key', 'AWS::Logs::LogGroup', 'AWS::Logs::LogGroup'];
      if (kinds.join() !== expected.join()) throw new Error(`left are [${after.join(', ')}]`);
      const orders = await storedOrderIds(platform);
      if (orders.length !== 1) throw new Error(`the table that is left holds ${orders.length} orders instead of 1`);
      const client = new DynamoDBClient(platform.miniStack.clientConfiguration);
      const { Table } = await client.send(new DescribeTableCommand({ TableName: platform.outputs.DynamoDBTableName }));
      if (!Table?.DeletionProtectionEnabled) throw new Error('the table can be deleted');
      return `${before.length} resources existed; table with its order, key and 2 log groups are left`;
    },
  },
];

/** Objects of the asset bucket that a template's functions need. */
function assetObjects({ Resources }: Template): string[] {
  return Object.values(Resources).map(({ Properties }) => Properties?.Code?.S3Key).filter((key) => key !== undefined);
}
