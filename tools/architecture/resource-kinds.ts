/** Properties of a resource in a template. */
type Properties = Record<string, any>;

/** What a resource has to do with others: parts of the template that refer to them. */
interface Relation {
  readonly from: unknown;
  readonly to: unknown;
  readonly label?: string;
}

/** How a kind of resource is drawn. */
interface ResourceKind {
  /** Name of the service above the box; a kind without one is an arrow at most. */
  readonly service?: string;
  readonly facts?: (properties: Properties) => (string | false | undefined)[];
  readonly arrows?: (properties: Properties, self: unknown) => Relation[];
}

/** Actions that an arrow of another resource stands for, and those of keys and logs. */
const ACTIONS_OF_OTHERS = /^(kms|logs|xray|ec2):|^dynamodb:(DescribeStream|GetRecords|GetShardIterator|ListStreams)$|^sqs:(?!SendMessage)/;

/** Kinds that have a place in the picture. What is not here is a box with its id and type. */
export const RESOURCE_KINDS: Record<string, ResourceKind> = {
  'AWS::ApiGatewayV2::Api': { service: 'API Gateway' },
  'AWS::ApiGatewayV2::Route': {},
  'AWS::ApiGatewayV2::Integration': { arrows: ({ ApiId, IntegrationUri }) => [{ from: ApiId, to: IntegrationUri, label: 'invoke' }] },
  'AWS::ApiGatewayV2::Stage': { arrows: ({ ApiId, AccessLogSettings }) => [{ from: ApiId, to: AccessLogSettings }] },
  'AWS::Lambda::Function': {
    service: 'Lambda',
    facts: ({ Runtime, Architectures, MemorySize, Timeout, TracingConfig }) =>
      [`${Runtime} · ${Architectures?.[0] ?? 'x86_64'}`, `${MemorySize ?? 128} MB · ${Timeout ?? 3} s${TracingConfig?.Mode === 'Active' ? ' · X-Ray' : ''}`],
    arrows: ({ LoggingConfig }, self) => [{ from: self, to: LoggingConfig }],
  },
  'AWS::Lambda::Permission': {},
  'AWS::Lambda::EventSourceMapping': {
    arrows: ({ EventSourceArn, FunctionName, DestinationConfig }) => [
      { from: EventSourceArn, to: FunctionName, label: 'stream' }, { from: FunctionName, to: DestinationConfig, label: 'gives up' },
    ],
  },
  'AWS::IAM::Role': {},
  'AWS::IAM::Policy': {
    arrows: ({ Roles, PolicyDocument }) => PolicyDocument.Statement.flatMap(({ Action, Resource }: Properties) => [Action].flat()
      .filter((action: string) => !ACTIONS_OF_OTHERS.test(action)).map((action: string) => ({ from: Roles, to: Resource, label: action.split(':')[1] }))),
  },
  'AWS::DynamoDB::Table': {
    service: 'DynamoDB',
    facts: ({ KeySchema, BillingMode, PointInTimeRecoverySpecification: recovery }) => [
      `key ${KeySchema[0].AttributeName} · ${BillingMode === 'PAY_PER_REQUEST' ? 'on demand' : 'provisioned'}`, recovery?.PointInTimeRecoveryEnabled && 'point-in-time recovery',
    ],
  },
  'AWS::Events::EventBus': { service: 'EventBridge', arrows: ({ DeadLetterConfig }, self) => [{ from: self, to: DeadLetterConfig, label: 'gives up' }] },
  'AWS::Events::EventBusPolicy': {},
  'AWS::Events::Rule': {
    service: 'EventBridge',
    arrows: ({ EventBusName, Targets = [] }, self) => [
      { from: EventBusName, to: self },
      ...Targets.flatMap(({ Arn, DeadLetterConfig }: Properties) => [{ from: self, to: Arn }, { from: self, to: DeadLetterConfig, label: 'gives up' }]),
    ],
  },
  'AWS::Events::Archive': { service: 'EventBridge', arrows: ({ SourceArn }, self) => [{ from: SourceArn, to: self }] },
  'AWS::Pipes::Pipe': {
    service: 'EventBridge Pipes',
    arrows: ({ Source, Target, SourceParameters }, self) => [
      { from: Source, to: self, label: 'stream' }, { from: self, to: Target }, { from: self, to: SourceParameters, label: 'gives up' },
    ],
  },
  'AWS::SQS::Queue': { service: 'SQS' },
  'AWS::SQS::QueuePolicy': {},
  'AWS::Logs::LogGroup': { service: 'CloudWatch Logs', facts: ({ RetentionInDays: days }) => [days && `kept for ${days} days`] },
  'AWS::KMS::Key': { service: 'KMS', facts: ({ EnableKeyRotation }) => [EnableKeyRotation && 'rotates every year', 'encrypts what bears KMS'] },
  'AWS::KMS::Alias': {},
  'AWS::CloudWatch::Alarm': { arrows: ({ AlarmActions }, self) => [{ from: self, to: AlarmActions }] },
  'AWS::CloudWatch::CompositeAlarm': { arrows: ({ AlarmActions }, self) => [{ from: self, to: AlarmActions }] },
  'AWS::CloudWatch::Dashboard': { service: 'CloudWatch' },
  'AWS::SNS::Topic': { service: 'SNS' },
  'AWS::SNS::TopicPolicy': {},
  'AWS::SNS::Subscription': { service: 'On call', arrows: ({ TopicArn }, self) => [{ from: TopicArn, to: self }] },
};
