import { strict as assert } from 'node:assert';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CloudFormationClient, DescribeStackEventsCommand, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { MiniStack } from '../../tools/local-aws/ministack';
import { withMiniStack } from '../../tools/local-aws/with-ministack';
import { exampleOrder } from '../../tools/local-run/example-stack';
import { placeOrder } from '../../tools/local-run/order-placement';
import { storedOrders } from '../../tools/local-run/stored-orders';
import { ProcessFailure, runProcess } from '../../tools/processes/process-run';
import { ArgumentError, runScript } from '../../tools/processes/script';
import { writeTemplate } from '../../tools/template/cloudformation-template';
import { installAwsCli } from '../support/aws-cli';

const USAGE = 'Usage: npm run template:proof\n\nDeploys the template with the AWS CLI into a local AWS as docs/cloudformation.md says, changes a parameter, deletes the stack.';
const STACK = 'orders';
const BUCKET = 'order-processing-artifacts';
const PARAMETERS = { ProjectName: 'acme-shop', Environment: 'staging', EnvironmentSuffix: 'eu', AlertEmailAddress: 'oncall@shop.example' };

type Aws = (...args: string[]) => Promise<void>;

async function proveTemplate(args: string[], signal: AbortSignal): Promise<void> {
  if (args.length > 0) throw new ArgumentError(`Unknown argument: ${args[0]}`);
  const directory = mkdtempSync(join(tmpdir(), 'template-proof-'));
  try {
    await installAwsCli(directory, 'npm run template:proof', signal);
    writeTemplate(directory);
    await withMiniStack({ signal, onProgress: console.log }, async (miniStack) => {
      const aws: Aws = (...command) => run(command, directory, miniStack, signal);
      await aws('s3', 'mb', `s3://${BUCKET}`);
      await aws('cloudformation', 'package', '--template-file', 'order-processing.template.json', '--s3-bucket', BUCKET, '--use-json',
        '--output-template-file', 'packaged.template.json');

      await deploy(aws, PARAMETERS);
      const apiUrl = await checkOutputs(miniStack);
      await check('deployed as staging', miniStack, {
        LOG_LEVEL: 'INFO', functionRetention: 30, apiRetention: 30, deletionProtection: 'false', alarmPeriod: 300, durationThreshold: 7_500, okActions: 0,
      });
      const { response } = await placeOrder(miniStack, apiUrl, JSON.stringify(exampleOrder()), { 'idempotency-key': 'template-proof' });
      assert.equal(response.status, 201, response.body);
      console.log('ok: an order is accepted with 201');

      await deploy(aws, { Environment: 'prod' });
      assert.equal(await checkOutputs(miniStack), apiUrl);
      await check('updated to prod', miniStack, {
        LOG_LEVEL: 'INFO', functionRetention: 90, apiRetention: 365, deletionProtection: 'true', alarmPeriod: 60, durationThreshold: 4_500, okActions: 1,
      });
      assert.equal((await storedOrders(miniStack, 'acme-shop-eu-orders')).length, 1);
      console.log('ok: the update kept the order');

      await aws('cloudformation', 'delete-stack', '--stack-name', STACK);
      await aws('cloudformation', 'wait', 'stack-delete-complete', '--stack-name', STACK);
      assert.equal((await storedOrders(miniStack, 'acme-shop-eu-orders')).length, 1);
      console.log('ok: a deleted prod stack leaves the table and its order, as the deletion policy in the mapping says');
    });
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

async function deploy(aws: Aws, parameters: Record<string, string>): Promise<void> {
  // The CLI names a change set by the second, and the local AWS needs no second for a deployment.
  await sleep(1_000);
  await aws('cloudformation', 'deploy', '--template-file', 'packaged.template.json', '--stack-name', STACK, '--s3-bucket', BUCKET,
    '--capabilities', 'CAPABILITY_IAM', 'CAPABILITY_AUTO_EXPAND',
    '--parameter-overrides', ...Object.entries(parameters).map(([name, value]) => `${name}=${value}`));
}

async function run(args: string[], cwd: string, miniStack: MiniStack, signal: AbortSignal): Promise<void> {
  console.log(`$ aws ${args.join(' ')}`);
  try {
    await runProcess(join(cwd, 'aws'), args, { cwd, env: miniStack.environment, signal });
  } catch (error) {
    if (!(error instanceof ProcessFailure)) throw error;
    throw new Error([`aws ${args[0]} ${args[1]} failed:`, ...error.lines, ...await failures(miniStack)].join('\n'));
  }
}

/** What CloudFormation says of the resources that it could not make or change. */
async function failures({ clientConfiguration }: MiniStack): Promise<string[]> {
  const { StackEvents = [] } = await new CloudFormationClient(clientConfiguration).send(new DescribeStackEventsCommand({ StackName: STACK }));
  return StackEvents.filter(({ ResourceStatus }) => ResourceStatus?.endsWith('FAILED')).map((event) => `${event.LogicalResourceId}: ${event.ResourceStatusReason}`);
}

/** Returns the API's URL. */
async function checkOutputs(miniStack: MiniStack): Promise<string> {
  const { Stacks } = await new CloudFormationClient(miniStack.clientConfiguration).send(new DescribeStacksCommand({ StackName: STACK }));
  const outputs = Object.fromEntries(Stacks![0].Outputs!.map(({ OutputKey, ...rest }) => [OutputKey, rest]));
  for (const name of ['APIGatewayURL', 'DynamoDBTableName', 'LambdaFunctionArn', 'KMSKeyId']) assert.equal(outputs[name].ExportName, `${STACK}-${name}`);
  assert.equal(outputs.DynamoDBTableName.OutputValue, 'acme-shop-eu-orders');
  assert.match(outputs.LambdaFunctionArn.OutputValue!, /:function:acme-shop-eu-order-processing$/);
  return outputs.APIGatewayURL.OutputValue!;
}

async function check(what: string, { clientConfiguration }: MiniStack, expected: object): Promise<void> {
  const FunctionName = 'acme-shop-eu-order-processing';
  const { Environment } = await new LambdaClient(clientConfiguration).send(new GetFunctionConfigurationCommand({ FunctionName }));
  const { logGroups } = await new CloudWatchLogsClient(clientConfiguration).send(new DescribeLogGroupsCommand({}));
  const retention = (name: string) => logGroups!.find(({ logGroupName }) => logGroupName === name)?.retentionInDays;
  const { Table } = await new DynamoDBClient(clientConfiguration).send(new DescribeTableCommand({ TableName: 'acme-shop-eu-orders' }));
  const { MetricAlarms } = await new CloudWatchClient(clientConfiguration).send(new DescribeAlarmsCommand({ AlarmNames: ['acme-shop-eu-function-duration'] }));
  const [alarm] = MetricAlarms!;
  assert.deepEqual({
    LOG_LEVEL: Environment!.Variables!.LOG_LEVEL,
    functionRetention: retention(`/aws/lambda/${FunctionName}`),
    apiRetention: retention('/aws/vendedlogs/acme-shop-eu-order-api'),
    // A mapping holds text. CloudFormation makes a boolean of it, MiniStack doesn't.
    deletionProtection: String(Table!.DeletionProtectionEnabled),
    alarmPeriod: alarm.Period,
    durationThreshold: alarm.Threshold,
    okActions: alarm.OKActions!.length,
  }, expected);
  console.log(`ok: ${what}: ${JSON.stringify(expected)}`);
}

runScript(proveTemplate, USAGE);
