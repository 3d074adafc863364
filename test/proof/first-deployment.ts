import { CloudWatchLogsClient, DeleteLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs';
import { DeleteTableCommand, DynamoDBClient, UpdateTableCommand } from '@aws-sdk/client-dynamodb';
import { existingResources } from './existing-resources';
import { withFailingResource } from './failing-resource';
import { synthesizePlatform, Template } from './platform-assembly';
import { PromiseRow } from './promise';
import { ProofBench } from './proof-bench';
import { StackUpdate } from './stack-update';
import { OrderEnvironment } from '../../src';
import { MiniStack } from '../../tools/local-aws/ministack';

export const CLOUD_FORMATION = 'CloudFormation itself: MiniStack\'s stands in, which follows the template\'s deletion policies';

/** What is there after a first deployment that failed at its end. */
async function failFirstDeployment(bench: ProofBench, stackName: string, environment: OrderEnvironment) {
  const miniStack = await bench.miniStack();
  const assembly = synthesizePlatform(bench, stackName, { environment, environmentSuffix: stackName.toLowerCase() });
  const status = await new StackUpdate(miniStack, stackName).create(withFailingResource(assembly));
  if (!status.startsWith('ROLLBACK_COMPLETE')) throw new Error(`the creation ended in ${status}`);
  const named = physicalNames(assembly.template);
  return { miniStack, assembly, named, left: await existingResources(miniStack, assembly.template, named) };
}

/** What docs/operations.md says to do before the next try. */
async function removeLeftovers({ clientConfiguration }: MiniStack, names: string[], TableName: string): Promise<void> {
  const dynamoDb = new DynamoDBClient(clientConfiguration);
  await dynamoDb.send(new UpdateTableCommand({ TableName, DeletionProtectionEnabled: false }));
  await dynamoDb.send(new DeleteTableCommand({ TableName }));
  const logs = new CloudWatchLogsClient(clientConfiguration);
  for (const logGroupName of names) await logs.send(new DeleteLogGroupCommand({ logGroupName }));
}

export const FIRST_DEPLOYMENT_ROWS: PromiseRow[] = [
  {
    id: 'life-cycle/rollback-create',
    promise: 'In dev, a first deployment that fails leaves nothing behind',
    how: 'creation with a resource that fails last; look-up of every named resource',
    unproven: CLOUD_FORMATION,
    async check(bench) {
      const { named, left } = await failFirstDeployment(bench, 'Failing', OrderEnvironment.DEV);
      if (left.length > 0) throw new Error(`left behind: ${left.join(', ')}`);
      return `ROLLBACK_COMPLETE, none of ${Object.keys(named).length} named resources exists`;
    },
  },
  {
    id: 'life-cycle/rollback-create-prod',
    promise: 'In prod it leaves table and log groups, which the runbook removes: then the next deployment succeeds',
    how: 'the same in prod; the commands of docs/operations.md; creation again',
    unproven: `${CLOUD_FORMATION}, but refuses no name that exists, as AWS does; the key, which has no name, stays as well`,
    async check(bench) {
      const { miniStack, assembly, named, left } = await failFirstDeployment(bench, 'FailingProd', OrderEnvironment.PROD);
      const kinds = left.map((resource) => resource.split(' ')[0]);
      if (kinds.join() !== ['AWS::DynamoDB::Table', 'AWS::Logs::LogGroup', 'AWS::Logs::LogGroup'].join()) throw new Error(`left are [${left.join(', ')}]`);
      const [table, ...logGroups] = left.map((resource) => resource.split(' ')[1]);
      await removeLeftovers(miniStack, logGroups, table);
      const remains = await existingResources(miniStack, assembly.template, named);
      if (remains.length > 0) throw new Error(`after the runbook's commands there are ${remains.join(', ')}`);
      const again = await new StackUpdate(miniStack, 'FailingProdAgain').create(assembly.template);
      if (!again.startsWith('CREATE_COMPLETE')) throw new Error(`after the removal, the creation ended in ${again}`);
      return 'table and 2 log groups left; none after the runbook\'s commands, then CREATE_COMPLETE';
    },
  },
];

/** Physical ids of the resources that have names in the template. */
function physicalNames({ Resources }: Template): Record<string, string> {
  return Object.fromEntries(Object.entries(Resources).flatMap(([id, { Properties = {} }]) => {
    const name = ['TableName', 'LogGroupName', 'FunctionName', 'AlarmName', 'DashboardName'].map((key) => Properties[key]).find((value) => value);
    return typeof name === 'string' ? [[id, name]] : [];
  }));
}
