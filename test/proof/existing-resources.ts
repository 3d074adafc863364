import { ApiGatewayV2Client, GetApiCommand } from '@aws-sdk/client-apigatewayv2';
import { CloudWatchClient, DescribeAlarmsCommand, GetDashboardCommand } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { DescribeKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { GetFunctionCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetTopicAttributesCommand, SNSClient } from '@aws-sdk/client-sns';
import { Template } from './platform-assembly';
import { MiniStack } from '../../tools/local-aws/ministack';

/** Whether a resource exists, by type. Other types are parts of one of these. */
const LOOK_UPS: Record<string, (configuration: MiniStack['clientConfiguration'], id: string) => Promise<boolean>> = {
  'AWS::ApiGatewayV2::Api': async (configuration, ApiId) => found(new ApiGatewayV2Client(configuration).send(new GetApiCommand({ ApiId }))),
  'AWS::CloudWatch::Alarm': alarmExists,
  'AWS::CloudWatch::CompositeAlarm': alarmExists,
  'AWS::CloudWatch::Dashboard': async (configuration, DashboardName) =>
    found(new CloudWatchClient(configuration).send(new GetDashboardCommand({ DashboardName }))),
  'AWS::DynamoDB::Table': async (configuration, TableName) => found(new DynamoDBClient(configuration).send(new DescribeTableCommand({ TableName }))),
  'AWS::IAM::Role': async (configuration, RoleName) => found(new IAMClient(configuration).send(new GetRoleCommand({ RoleName }))),
  // KMS deletes no key at once: one that waits for its deletion is as good as gone.
  'AWS::KMS::Key': async (configuration, KeyId) =>
    found(new KMSClient(configuration).send(new DescribeKeyCommand({ KeyId })), ({ KeyMetadata }) => KeyMetadata?.KeyState !== 'PendingDeletion'),
  'AWS::Lambda::Function': async (configuration, FunctionName) => found(new LambdaClient(configuration).send(new GetFunctionCommand({ FunctionName }))),
  'AWS::Logs::LogGroup': async (configuration, name) =>
    found(new CloudWatchLogsClient(configuration).send(new DescribeLogGroupsCommand({ logGroupNamePrefix: name })),
      ({ logGroups = [] }) => logGroups.some(({ logGroupName }) => logGroupName === name)),
  'AWS::SNS::Topic': async (configuration, TopicArn) => found(new SNSClient(configuration).send(new GetTopicAttributesCommand({ TopicArn }))),
};

async function alarmExists(configuration: MiniStack['clientConfiguration'], name: string): Promise<boolean> {
  return found(
    new CloudWatchClient(configuration).send(new DescribeAlarmsCommand({ AlarmNames: [name], AlarmTypes: ['MetricAlarm', 'CompositeAlarm'] })),
    ({ MetricAlarms = [], CompositeAlarms = [] }) => MetricAlarms.length + CompositeAlarms.length > 0);
}

async function found<T>(answer: Promise<T>, exists: (answer: T) => boolean = () => true): Promise<boolean> {
  try {
    return exists(await answer);
  } catch (error) {
    if (/NotFound|NoSuchEntity|DoesNotExist/i.test((error as Error).name + (error as Error).message)) return false;
    throw error;
  }
}

/** Which resources of a template exist, of those with a physical id here, as `<type> <id>`, sorted. */
export async function existingResources(
  { clientConfiguration }: MiniStack, { Resources }: Template, physicalIds: Record<string, string>,
): Promise<string[]> {
  const existing: string[] = [];
  for (const [logicalId, { Type }] of Object.entries(Resources)) {
    const lookUp = LOOK_UPS[Type];
    const id = physicalIds[logicalId];
    if (lookUp && id && await lookUp(clientConfiguration, id)) existing.push(`${Type} ${id}`);
  }
  return existing.sort();
}
