import { Template, TemplateResource } from './platform-assembly';
import { LOCAL_ACCOUNT, LOCAL_REGION } from '../../tools/local-aws/aws-environment';

/** Values of the pseudo parameters. */
export const PSEUDO_PARAMETERS: Record<string, string> = {
  'AWS::AccountId': LOCAL_ACCOUNT,
  'AWS::Partition': 'aws',
  'AWS::Region': LOCAL_REGION,
  'AWS::StackName': 'OrderPlatform',
  'AWS::URLSuffix': 'amazonaws.com',
};

const ARN = `arn:aws:SERVICE:${LOCAL_REGION}:${LOCAL_ACCOUNT}:`;

/** What `Ref` and `GetAtt` give, as AWS documents it for each type. */
const ATTRIBUTES: Record<string, (id: string, properties: TemplateResource['Properties']) => Record<string, unknown>> = {
  'AWS::ApiGatewayV2::Api': (id) => ({ Ref: id.slice(-10).toLowerCase() }),
  'AWS::CloudWatch::Alarm': (_id, { AlarmName }) => ({ Ref: AlarmName, Arn: `${arn('cloudwatch')}alarm:${AlarmName}` }),
  'AWS::CloudWatch::CompositeAlarm': (_id, { AlarmName }) => ({ Ref: AlarmName, Arn: `${arn('cloudwatch')}alarm:${AlarmName}` }),
  'AWS::DynamoDB::Table': (_id, { TableName }) => {
    const tableArn = `${arn('dynamodb')}table/${TableName}`;
    return { Ref: TableName, Arn: tableArn, StreamArn: `${tableArn}/stream/2026-01-01T00:00:00.000` };
  },
  'AWS::Events::EventBus': (_id, { Name }) => ({ Ref: Name, Arn: `${arn('events')}event-bus/${Name}` }),
  'AWS::IAM::Role': (id) => ({ Ref: id, Arn: `arn:aws:iam::${LOCAL_ACCOUNT}:role/${id}` }),
  'AWS::KMS::Key': (id) => ({ Ref: `key-${id}`, Arn: `${arn('kms')}key/key-${id}` }),
  'AWS::Lambda::Function': (_id, { FunctionName }) => ({ Ref: FunctionName, Arn: `${arn('lambda')}function:${FunctionName}` }),
  'AWS::Lambda::Alias': (_id, { FunctionName, Name }) => ({ Ref: `${arn('lambda')}function:${FunctionName}:${Name}` }),
  'AWS::Lambda::Version': () => ({ Version: '1' }),
  'AWS::Logs::LogGroup': (_id, { LogGroupName }) => ({ Ref: LogGroupName, Arn: `${arn('logs')}log-group:${LogGroupName}:*` }),
  'AWS::SNS::Topic': (_id, { TopicName }) => ({ Ref: `${arn('sns')}${TopicName}`, TopicArn: `${arn('sns')}${TopicName}`, TopicName }),
  'AWS::SQS::Queue': (id) => ({ Ref: `https://sqs.${LOCAL_REGION}.amazonaws.com/${LOCAL_ACCOUNT}/${id}`, Arn: `${arn('sqs')}${id}`, QueueName: id }),
};

function arn(service: string): string {
  return ARN.replace('SERVICE', service);
}

/** Resolves the intrinsic functions in parts of a template as CloudFormation would, with made-up ids for what AWS names itself. */
export class ResolvedTemplate {
  constructor(private readonly template: Template) {}

  /** Properties of the resource without intrinsic functions. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  public properties(logicalId: string): any {
    return this.resolve(this.template.Resources[logicalId].Properties);
  }

  /** `Ref` or an attribute of a resource. */
  public attribute(logicalId: string, name: string): string {
    const { Type, Properties } = this.template.Resources[logicalId];
    const value = ATTRIBUTES[Type]?.(logicalId, this.resolve(Properties) as TemplateResource['Properties'])[name];
    if (value === undefined) throw new Error(`Nothing is known of ${name} of ${Type} (${logicalId}).`);
    return String(value);
  }

  public resolve(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((item) => this.resolve(item));
    if (typeof value !== 'object' || value === null) return value;
    const [[name, argument], ...others] = Object.entries(value) as [string, never][];
    if (others.length === 0 && (name === 'Ref' || name.startsWith('Fn::'))) return this.call(name, argument);
    return Object.fromEntries(Object.entries(value).map(([member, child]) => [member, this.resolve(child)]));
  }

  private call(name: string, argument: never): unknown {
    switch (name) {
      case 'Ref':
        return PSEUDO_PARAMETERS[argument] ?? this.attribute(argument, 'Ref');
      case 'Fn::GetAtt':
        return this.attribute(...argument as [string, string]);
      case 'Fn::Join': {
        const [separator, parts] = argument as [string, unknown];
        return (this.resolve(parts) as unknown[]).join(separator);
      }
      case 'Fn::Sub':
        return String(argument).replace(/\$\{([^}]+)\}/g, (_match, reference) => String(this.call('Ref', reference as never)));
      default:
        throw new Error(`${name} is not resolved here yet.`);
    }
  }
}
