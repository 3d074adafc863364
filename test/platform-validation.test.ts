import { App, CfnParameter, Duration, Environment as AwsEnvironment, Errors, NestedStack, RemovalPolicy, Stack, Stage } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AttributeType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { OrderEnvironment, OrderProcessingPlatform, OrderProcessingPlatformProps, OrderProcessingStack } from '../src';
import { synthesizedPlatform } from './support/synthesized-platform';

describe('a prop is refused with construct path, prop, rule and value', () => {
  test.each<[string, OrderProcessingPlatformProps, string]>([
    ['environment', { environment: 'production' as OrderEnvironment },
      '`environment` must be one of dev, staging, prod, and known at synthesis; `OrderProcessingStack` has it as a CloudFormation parameter, got: \'production\''],
    ['alertEmailAddress', { alertEmailAddress: 'oncall' }, '`alertEmailAddress` must be an e-mail address, got: \'oncall\''],
    ['outputPrefix', { outputPrefix: 'my-shop' }, '`outputPrefix` must be 1 to 100 letters and digits, starting with a letter, and known at synthesis, got: \'my-shop\''],
    ['removalPolicy', { removalPolicy: RemovalPolicy.SNAPSHOT },
      '`removalPolicy` must be DESTROY, RETAIN or RETAIN_ON_UPDATE_OR_DELETE, and known at synthesis: no resource of the platform can be kept as a snapshot, got: \'snapshot\''],
    ['functionOptions.logRetention', { functionOptions: { logRetention: 17 as RetentionDays } }, '`functionOptions.logRetention` must be one of 1, 3, 5, 7, 14, 30, 60, 90, '],
    ['apiOptions.accessLogRetention', { apiOptions: { accessLogRetention: 0 as RetentionDays } }, '`apiOptions.accessLogRetention` must be one of 1, 3, 5, 7, 14, 30, 60, 90, '],
    ['projectName', { projectName: 'shop_1' }, '`projectName` must start with a letter'],
    ['environmentSuffix', { environmentSuffix: 'eu-' }, '`environmentSuffix` must hold only letters'],
  ])('%s', (_prop, props, message) => {
    expect(() => synthesizedPlatform(props)).toThrow(`[Shop/Orders] ${message}`);
  });
});

describe('all wrong props are told in one error', () => {
  const wrong: OrderProcessingPlatformProps = {
    apiOptions: { throttle: { rateLimit: 0 }, corsPreflight: { maxAge: Duration.days(2) } },
    projectName: 'shop_1',
    functionOptions: { memorySize: 64 },
  };

  function refusal(props: OrderProcessingPlatformProps): { stack: Stack; message: string } {
    const stack = new Stack(new App(), 'Shop');
    try {
      new OrderProcessingPlatform(stack, 'Orders', props);
    } catch (error) {
      expect(Errors.isValidationError(error)).toBe(true);
      return { stack, message: (error as Error).message };
    }
    throw new Error('the props were taken');
  }

  test('each with path, rule and value, in the order of the rooms', () => {
    expect(refusal(wrong).message.split('\n')).toEqual([
      '4 props are invalid:',
      '[Shop/Orders] `projectName` must start with a letter and hold only letters, digits and hyphens, got: \'shop_1\'',
      '[Shop/Orders] `functionOptions.memorySize` must be an integer from 128 to 10240 MiB, got: 64',
      '[Shop/Orders] `apiOptions.throttle.rateLimit` must be an integer of 1 or more requests per second, got: 0',
      '[Shop/Orders] `apiOptions.corsPreflight.maxAge` must be an integer from 0 to 86400 seconds, got: 172800',
    ]);
  });

  test('before anything is created', () => {
    const { stack } = refusal(wrong);
    expect(stack.node.findAll().map(({ node }) => node.path)).toEqual(['Shop', 'Shop/Orders']);
  });

  test('and the names of a platform that was refused are free', () => {
    const { stack } = refusal({ functionOptions: { memorySize: 64 } });
    expect(() => new OrderProcessingPlatform(stack, 'Mended')).not.toThrow();
  });

  test('what is brought is held against the rules with the rest', () => {
    const stack = new Stack(new App(), 'Shop');
    const bring = () => new OrderProcessingPlatform(stack, 'Orders', {
      ordersTable: new Table(stack, 'T', { partitionKey: { name: 'id', type: AttributeType.STRING } }),
      encryptionKey: new Key(stack, 'K').addAlias('shop'),
      alarmTopic: new Topic(stack, 'A', { fifo: true }),
      vpcSubnets: {},
    });
    expect(bring).toThrow(/^4 props are invalid:\n.*`encryptionKey` .*\n.*`ordersTable` .*\n.*`vpcSubnets` .*\n.*`alarmTopic` .*$/);
  });

  test('of a route as well', () => {
    const { platform, stack } = synthesizedPlatform();
    const handler = new Function(stack, 'F', { code: Code.fromInline('exports.handler = () => {}'), handler: 'index.handler', runtime: Runtime.NODEJS_24_X });
    expect(() => platform.addRoute({ path: 'orders', methods: [], handler, authorizationScopes: ['orders'] })).toThrow(
      /^3 props are invalid:\n.*`methods` .*\n.*`path` .*\n.*`authorizationScopes` must come with a JWT authorizer, not with one of type NONE, got: 'orders'$/);
  });
});

describe('a resource of another account or region is refused where AWS would refuse or not find it', () => {
  const env = { account: '111122223333', region: 'eu-central-1' };
  const OTHER_REGION = 'must be of the platform\'s region eu-central-1: ';
  const OTHER_ACCOUNT = 'must be of the platform\'s account 111122223333: ';
  const arn = (service: string, resource: string, place = 'us-east-1:111122223333') => `arn:aws:${service}:${place}:${resource}`;

  test.each<[string, string, (stack: Stack) => OrderProcessingPlatformProps]>([
    ['ordersTable', OTHER_REGION, stack => ({ ordersTable: Table.fromTableArn(stack, 'T', arn('dynamodb', 'table/orders')) })],
    ['ordersTable', OTHER_ACCOUNT, stack => ({ ordersTable: Table.fromTableArn(stack, 'T', arn('dynamodb', 'table/orders', 'eu-central-1:444455556666')) })],
    ['encryptionKey', OTHER_REGION, stack => ({ encryptionKey: Key.fromKeyArn(stack, 'K', arn('kms', 'key/1')) })],
    ['functionLogGroup', OTHER_REGION, stack => ({ functionLogGroup: LogGroup.fromLogGroupArn(stack, 'L', arn('logs', 'log-group:shop:*')) })],
    ['apiLogGroup', OTHER_REGION, stack => ({ apiLogGroup: LogGroup.fromLogGroupArn(stack, 'L', arn('logs', 'log-group:shop:*')) })],
    ['alarmTopic', OTHER_REGION, stack => ({ alarmTopic: Topic.fromTopicArn(stack, 'A', arn('sns', 'alarms')) })],
  ])('%s: %s', (prop, rule, props) => {
    expect(() => synthesizedPlatform(props, { env })).toThrow(`[Shop/Orders] \`${prop}\` ${rule}`);
    // Where the platform will be is not known yet.
    expect(() => synthesizedPlatform(props)).not.toThrow();
  });
});

describe('what is brought and its settings exclude each other', () => {
  test.each<[string, string, (stack: Stack) => OrderProcessingPlatformProps]>([
    ['ordersTable', 'tableOptions', stack => ({
      ordersTable: new Table(stack, 'T', { partitionKey: { name: 'orderId', type: AttributeType.STRING } }), tableOptions: {},
    })],
    ['functionLogGroup', 'functionOptions.logRetention', stack => ({
      functionLogGroup: new LogGroup(stack, 'L'), functionOptions: { logRetention: RetentionDays.ONE_DAY },
    })],
    ['apiLogGroup', 'apiOptions.accessLogRetention', stack => ({
      apiLogGroup: new LogGroup(stack, 'L'), apiOptions: { accessLogRetention: RetentionDays.ONE_DAY },
    })],
    ['alarmTopic', 'alertEmailAddress', stack => ({ alarmTopic: new Topic(stack, 'T'), alertEmailAddress: 'oncall@shop.example' })],
    ['alarmTopic', 'alarmOptions.emailNotifications', stack => ({ alarmTopic: new Topic(stack, 'T'), alarmOptions: { emailNotifications: false } })],
    ['alarmOptions.emailNotifications', 'alertEmailAddress', () => ({ alarmOptions: { emailNotifications: false }, alertEmailAddress: 'oncall@shop.example' })],
  ])('%s and %s', (first, second, props) => {
    expect(() => synthesizedPlatform(props)).toThrow(`[Shop/Orders] \`${first}\` and \`${second}\` must not be given together: `);
  });
});

describe('two platforms whose names would collide', () => {
  const EU: AwsEnvironment = { account: '111122223333', region: 'eu-central-1' };

  test('in one stack: the prop to set is named, and the other platform', () => {
    const { stack } = synthesizedPlatform();
    expect(() => new OrderProcessingPlatform(stack, 'Wholesale', { outputPrefix: 'Wholesale' })).toThrow(
      '[Shop/Wholesale] `environmentSuffix` must differ from that of \'Shop/Orders\', or `projectName` must: ' +
      'both would give their resources the same names; platforms for different accounts or regions are told apart by the `env` of their stacks, ' +
      'or by a Stage for each, got: \'ecommerce-orders-dev\'');
  });

  test('in one stack with the same output prefix', () => {
    const { stack } = synthesizedPlatform({ outputPrefix: 'Shop' });
    expect(() => new OrderProcessingPlatform(stack, 'Wholesale', { environmentSuffix: 'wholesale', outputPrefix: 'Shop' })).toThrow(
      '[Shop/Wholesale] `outputPrefix` must differ from that of \'Shop/Orders\': both are in one stack and would give their outputs and exports the same names, got: \'Shop\'');
  });

  test('in two stacks of one region, in two stages of one region, in a nested stack', () => {
    const app = new App();
    new OrderProcessingPlatform(new Stack(app, 'One', { env: EU }), 'Orders');
    expect(() => new OrderProcessingPlatform(new Stack(app, 'Two', { env: EU }), 'Orders')).toThrow(
      '[Two/Orders] `environmentSuffix` must differ from that of \'One/Orders\', or `projectName` must: both would give their resources the same names, got: ');
    expect(() => new OrderProcessingPlatform(new Stack(new Stage(app, 'Prod'), 'Three', { env: EU }), 'Orders')).toThrow('`environmentSuffix` must differ');
    expect(() => new OrderProcessingPlatform(new NestedStack(new Stack(app, 'Four', { env: EU }), 'Nested'), 'Orders')).toThrow('`environmentSuffix` must differ');
  });

  test('not in two regions, two accounts, or two stages whose account is not known', () => {
    const app = new App();
    for (const env of [EU, { ...EU, region: 'eu-west-1' }, { ...EU, account: '444455556666' }]) {
      new OrderProcessingPlatform(new Stack(app, `Stack${env.account}${env.region}`, { env }), 'Orders');
    }
    for (const stage of ['Beta', 'Gamma']) new OrderProcessingPlatform(new Stack(new Stage(app, stage), 'Shop'), 'Orders');
    expect(app.node.children).toHaveLength(5);
  });

  test('not when a name is a token', () => {
    const { stack } = synthesizedPlatform(scope => ({ projectName: new CfnParameter(scope, 'Name').valueAsString }));
    const projectName = new CfnParameter(stack, 'Other').valueAsString;
    expect(() => new OrderProcessingPlatform(stack, 'Wholesale', { projectName, outputPrefix: 'Wholesale' })).not.toThrow();
  });
});

test.each<[string, () => Stack]>([
  ['a stack without app and id', () => new Stack()],
  ['the stack `Default`', () => new Stack(new App(), 'Default')],
  ['an OrderProcessingStack without app and id', () => new OrderProcessingStack()],
])('%s takes platforms, also one with the id `Default` and a key that was brought', (_case, makeStack) => {
  const stack = makeStack();
  new OrderProcessingPlatform(stack, 'Default', { environmentSuffix: 'retail', outputPrefix: 'Retail', encryptionKey: new Key(stack, 'Key') });
  new OrderProcessingPlatform(stack, 'Wholesale', { environmentSuffix: 'wholesale', outputPrefix: 'Wholesale' });
  Template.fromStack(stack).hasOutput('RetailAPIGatewayURL', {});
});
