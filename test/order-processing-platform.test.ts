import { App, Aspects, CfnResource, Duration, IAspect, RemovalPolicy, Stack, Tags } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpIamAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { AccountRootPrincipal, ManagedPolicy, PermissionsBoundary, Role } from 'aws-cdk-lib/aws-iam';
import { IKey, Key } from 'aws-cdk-lib/aws-kms';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { IConstruct } from 'constructs';
import { OrderProcessingPlatform, OrderProcessingPlatformAttributes } from '../src';
import { asText, onlyResource, resourceNamed, synthesizedPlatform } from './support/synthesized-platform';
import { everythingBrought, everythingOn } from './support/template-variants';
import { PLATFORM_ALARMS } from '../src/monitoring/alarms/alarm-catalogue';

describe('without any prop', () => {
  const { platform, stack, template } = synthesizedPlatform();

  test('has each resource of the requirement once', () => {
    for (const type of [
      'AWS::KMS::Key', 'AWS::KMS::Alias', 'AWS::DynamoDB::Table', 'AWS::Lambda::Function', 'AWS::IAM::Role', 'AWS::ApiGatewayV2::Api',
      'AWS::ApiGatewayV2::Stage', 'AWS::ApiGatewayV2::Route', 'AWS::SNS::Topic', 'AWS::SNS::Subscription', 'AWS::CloudWatch::Dashboard',
      'AWS::CloudWatch::CompositeAlarm',
    ]) template().resourceCountIs(type, 1);
    template().resourceCountIs('AWS::Logs::LogGroup', 2);
    template().resourceCountIs('AWS::CloudWatch::Alarm', platform.alarms.all.length);
  });

  test('creates nothing else: no custom resource, no helper function', () => {
    const types = new Set(Object.values<{ Type: string }>(template().toJSON().Resources).map(({ Type }) => Type));
    expect([...types].sort()).toEqual([
      'AWS::ApiGatewayV2::Api', 'AWS::ApiGatewayV2::Integration', 'AWS::ApiGatewayV2::Route', 'AWS::ApiGatewayV2::Stage',
      'AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm', 'AWS::CloudWatch::Dashboard', 'AWS::DynamoDB::Table', 'AWS::IAM::Policy',
      'AWS::IAM::Role', 'AWS::KMS::Alias', 'AWS::KMS::Key', 'AWS::Lambda::Function', 'AWS::Lambda::Permission', 'AWS::Logs::LogGroup',
      'AWS::SNS::Subscription', 'AWS::SNS::Topic', 'AWS::SNS::TopicPolicy',
    ]);
  });

  test('names its resources <projectName>-<environmentSuffix>-<what>', () => {
    expect(platform.platformName).toBe('ecommerce-orders-dev');
    template().hasResourceProperties('AWS::DynamoDB::Table', { TableName: 'ecommerce-orders-dev-orders' });
    template().hasResourceProperties('AWS::Lambda::Function', { FunctionName: 'ecommerce-orders-dev-order-processing' });
    template().hasResourceProperties('AWS::ApiGatewayV2::Api', { Name: 'ecommerce-orders-dev-order-api' });
    template().hasResourceProperties('AWS::SNS::Topic', { TopicName: 'ecommerce-orders-dev-order-alarms' });
    template().hasResourceProperties('AWS::KMS::Alias', { AliasName: 'alias/ecommerce-orders-dev-orders' });
    template().hasResourceProperties('AWS::CloudWatch::Dashboard', { DashboardName: 'ecommerce-orders-dev-orders' });
  });

  test('has children of the names that the requirement gives', () => {
    for (const id of ['OrderProcessingFunction', 'OrdersTable', 'OrderProcessingAPI', 'OrderProcessingKMSKey', 'OrderProcessingRole']) {
      expect(platform.node.tryFindChild(id)).toBeDefined();
    }
  });

  test('tags project, environment and suffix', () => {
    template().hasResourceProperties('AWS::DynamoDB::Table', {
      Tags: [{ Key: 'Environment', Value: 'dev' }, { Key: 'EnvironmentSuffix', Value: 'dev' }, { Key: 'Project', Value: 'ecommerce-orders' }],
    });
  });

  test('exposes the URL of the endpoint that API Gateway makes', () => {
    expect(asText(stack.resolve(platform.apiUrl))).toBe(`<${stack.getLogicalId(platform.api.node.defaultChild as CfnResource)}.ApiEndpoint>`);
    expect(asText(stack.resolve(platform.ordersUrl))).toBe(`${asText(stack.resolve(platform.apiUrl))}/orders`);
    expect(platform.customDomain).toBeUndefined();
    expect(platform.orderFunctionAlias).toBeUndefined();
  });
});

describe('everything on', () => {
  const { platform, stack } = everythingOn();
  const template = Template.fromStack(stack);

  test('all settings reach their resources', () => {
    const fn = resourceNamed(template, 'AWS::Lambda::Function', 'FunctionName', 'acme-shop-prod-eu-order-processing');
    expect(fn).toMatchObject({ MemorySize: 512, Timeout: 20, Architectures: ['x86_64'], ReservedConcurrentExecutions: 200 });
    template.hasResourceProperties('AWS::DynamoDB::Table', { WarmThroughput: { ReadUnitsPerSecond: 13_000, WriteUnitsPerSecond: 5_000 } });
    template.hasResourceProperties('AWS::Lambda::Alias', { ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 20 } });
    template.resourceCountIs('AWS::Events::Rule', 3);
    template.resourceCountIs('AWS::Lambda::EventSourceMapping', 1);
  });

  test('the API calls the warm alias, and every alarm exists', () => {
    const integrations = Object.values(template.findResources('AWS::ApiGatewayV2::Integration'));
    const alias = stack.getLogicalId(platform.orderFunctionAlias!.node.defaultChild as CfnResource);
    expect(integrations.map(one => asText(one.Properties.IntegrationUri))).toContain(`<${alias}>`);
    expect(platform.alarms.all).toHaveLength(Object.keys(PLATFORM_ALARMS).length);
    expect(platform.alarms.unhealthy).toBeDefined();
  });

  test('answers at its own domain', () => {
    expect(platform.ordersUrl).toBe('https://orders.shop.example/v1/orders');
    expect(platform.customDomain?.url).toBe(platform.apiUrl);
  });
});

describe('everything brought', () => {
  const { platform, stack } = everythingBrought();
  const template = Template.fromStack(stack);

  test('creates none of what was brought', () => {
    template.resourceCountIs('AWS::KMS::Key', 1);
    template.resourceCountIs('AWS::DynamoDB::Table', 1);
    expect(Object.keys(template.findResources('AWS::Logs::LogGroup')).filter(id => !id.includes('RelayLogGroup'))).toHaveLength(2);
    template.resourceCountIs('AWS::SNS::Topic', 1);
    template.resourceCountIs('AWS::SNS::Subscription', 0);
    template.resourceCountIs('AWS::KMS::Alias', 0);
    expect(platform.ordersTable.node.path).toBe('Variant/ShopTable');
    expect(platform.functionLogGroup.node.path).toBe('Variant/ShopFunctionLog');
    expect(platform.apiLogGroup.node.path).toBe('Variant/ShopApiLog');
    expect(platform.alarmTopic.node.path).toBe('Variant/ShopAlarms');
    expect(platform.encryptionKey.node.path).toBe('Variant/ShopKey');
  });

  test('wires what was brought', () => {
    const table = stack.getLogicalId(platform.ordersTable.node.defaultChild as CfnResource);
    const functionLog = stack.getLogicalId(platform.functionLogGroup.node.defaultChild as CfnResource);
    const apiLog = stack.getLogicalId(platform.apiLogGroup.node.defaultChild as CfnResource);
    template.hasResourceProperties('AWS::Lambda::Function', {
      Runtime: 'python3.14',
      Environment: { Variables: { TABLE_NAME: { Ref: table }, PLATFORM_NAME: 'ecommerce-orders-dev' } },
      LoggingConfig: { LogGroup: { Ref: functionLog } },
    });
    template.hasResourceProperties('AWS::ApiGatewayV2::Stage', { AccessLogSettings: { DestinationArn: { 'Fn::GetAtt': [apiLog, 'Arn'] } } });
  });
});

describe('routes of a shop', () => {
  const { stack, platform, template } = synthesizedPlatform();
  const handler = new Function(stack, 'Status', { runtime: Runtime.NODEJS_24_X, handler: 'index.handler', code: Code.fromInline('exports.handler = () => {}') });
  const routes = platform.addRoute({ path: '/orders/{orderId}', handler });
  platform.addRoute({ path: '/carts', handler, methods: [HttpMethod.GET, HttpMethod.PUT] });

  test('GET is the default, and several methods make several routes', () => {
    expect(routes).toHaveLength(1);
    for (const RouteKey of ['GET /orders/{orderId}', 'GET /carts', 'PUT /carts']) template().hasResourceProperties('AWS::ApiGatewayV2::Route', { RouteKey });
  });

  test('the permission names method and path', () => {
    const sources = Object.values(template().findResources('AWS::Lambda::Permission')).map(({ Properties }) => asText(Properties.SourceArn).replace(/.*>/, ''));
    expect(sources.sort()).toEqual(['/*/GET/carts', '/*/GET/orders/*', '/*/POST/orders', '/*/PUT/carts']);
  });
});

describe('grants', () => {
  test('grants.placeOrders allows the one route', () => {
    const { stack, platform, template } = synthesizedPlatform({ apiOptions: { authorizer: new HttpIamAuthorizer() } });
    platform.grants.placeOrders(new Role(stack, 'Storefront', { assumedBy: new AccountRootPrincipal() }));
    const policy = Object.values(template().findResources('AWS::IAM::Policy')).find(({ Properties }) => /^Storefront/.test(Properties.PolicyName))!;
    const [statement] = policy.Properties.PolicyDocument.Statement;
    expect(statement).toMatchObject({ Effect: 'Allow', Action: 'execute-api:Invoke' });
    expect(asText(statement.Resource)).toMatch(/^arn:<AWS::Partition>:execute-api:<AWS::Region>:<AWS::AccountId>:<[^>]+>\/\*\/POST\/orders$/);
  });

  test('grants.placeOrders is refused where it would mean nothing', () => {
    const { stack, platform } = synthesizedPlatform();
    const role = new Role(stack, 'Storefront', { assumedBy: new AccountRootPrincipal() });
    expect(() => platform.grants.placeOrders(role)).toThrow(
      '[Shop/Orders] `apiOptions.authorizer` must be an `HttpIamAuthorizer` for `grants.placeOrders`: without it the permission would mean nothing, got: \'NONE\'');
  });

  test('grants.readOrders allows reading and decrypting, and no writing', () => {
    const { stack, platform, template } = synthesizedPlatform();
    platform.grants.readOrders(new Role(stack, 'Support', { assumedBy: new AccountRootPrincipal() }));
    const policy = Object.values(template().findResources('AWS::IAM::Policy')).find(({ Properties }) => /^Support/.test(Properties.PolicyName))!;
    const actions = policy.Properties.PolicyDocument.Statement.flatMap(({ Action }: any) => Action);
    expect(actions).toEqual(expect.arrayContaining(['dynamodb:GetItem', 'dynamodb:Query', 'kms:Decrypt']));
    expect(actions.join()).not.toMatch(/Put|Update|Delete|Write|kms:Encrypt|kms:Generate/);
  });
});

describe('an imported platform', () => {
  const imported = (attributes: Partial<OrderProcessingPlatformAttributes> = {}) => {
    const stack = new Stack(new App(), 'Support');
    const platform = OrderProcessingPlatform.fromOrderProcessingPlatformAttributes(stack, 'Orders', {
      platformName: 'acme-eu', apiUrl: 'https://orders.shop.example/v1', ...attributes,
    });
    const role = new Role(stack, 'Support', { assumedBy: new AccountRootPrincipal() });
    const statements = () => Object.values(Template.fromStack(stack).findResources('AWS::IAM::Policy')).flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
    return { stack, platform, role, statements };
  };

  test('makes no resource of its own, and knows URL, table and metrics', () => {
    const { stack, platform } = imported();
    expect(Object.keys(Template.fromStack(stack).findResources('*')).filter(id => id.startsWith('Orders'))).toEqual([]);
    expect(platform.ordersUrl).toBe('https://orders.shop.example/v1/orders');
    expect(platform.ordersTable.tableName).toBe('acme-eu-orders');
    expect(platform.metricOrdersPlaced().dimensions).toEqual({ Platform: 'acme-eu' });
    expect(OrderProcessingPlatform.isOrderProcessingPlatform(platform)).toBe(false);
  });

  test.each<[string, IKey | undefined, boolean]>([
    ['with its key', Key.fromKeyArn(new Stack(new App(), 'Keys'), 'Key', 'arn:aws:kms:us-east-1:111122223333:key/1'), true],
    ['without a key', undefined, false],
  ])('grants reading of its table, %s', (_how, encryptionKey, decrypts) => {
    const { platform, role, statements } = imported({ tableName: 'shop-orders', encryptionKey });
    platform.grants.readOrders(role);
    const allowed = statements();
    expect(allowed.some(({ Resource }: any) => /:table\/shop-orders$/.test(asText([Resource].flat()[0])))).toBe(true);
    expect(allowed.flatMap(({ Action }: any) => Action).includes('kms:Decrypt')).toBe(decrypts);
  });

  test('grants placing orders on its one route, if it is told the API', () => {
    const { platform, role, statements } = imported({ apiId: 'a1b2c3' });
    platform.grants.placeOrders(role);
    expect(statements()[0]).toMatchObject({ Effect: 'Allow', Action: 'execute-api:Invoke' });
    expect(asText(statements()[0].Resource)).toBe('arn:<AWS::Partition>:execute-api:<AWS::Region>:<AWS::AccountId>:a1b2c3/*/POST/orders');
    const other = imported();
    expect(() => other.platform.grants.placeOrders(other.role)).toThrow('[Support/Orders] `apiId` must be given to import a platform for `grants.placeOrders`');
  });
});

describe('isOrderProcessingPlatform', () => {
  test.each([['undefined', undefined], ['null', null], ['a text', 'Orders'], ['another construct', new Stack(new App(), 'Shop')]])('%s is none', (_what, x) => {
    expect(OrderProcessingPlatform.isOrderProcessingPlatform(x)).toBe(false);
  });

  test('a platform is one, also to another copy of this package', () => {
    const { platform } = synthesizedPlatform();
    expect(OrderProcessingPlatform.isOrderProcessingPlatform(platform)).toBe(true);
    jest.isolateModules(() => {
      // eslint-disable-next-line @typescript-eslint/no-require-imports
      const copy = require('../src') as { OrderProcessingPlatform: typeof OrderProcessingPlatform };
      expect(platform).not.toBeInstanceOf(copy.OrderProcessingPlatform);
      expect(copy.OrderProcessingPlatform.isOrderProcessingPlatform(platform)).toBe(true);
    });
  });
});

test('a metric by its name is that of its method', () => {
  const { platform } = synthesizedPlatform();
  expect(platform.metric('OrdersPlaced')).toEqual(platform.metricOrdersPlaced());
  expect(platform.metric('WriteLatency', { statistic: 'max' }).statistic).toBe('Maximum');
});

test('metrics carry the platform\'s name, and take the usual options', () => {
  const { platform } = synthesizedPlatform({ projectName: 'acme', environmentSuffix: 'eu' });
  const named: Record<string, any> = {
    OrdersPlaced: platform.metricOrdersPlaced(),
    OrderItems: platform.metricOrderItems(),
    OrdersRejected: platform.metricOrdersRejected(),
    OrdersReplayed: platform.metricOrdersReplayed(),
    WriteFailures: platform.metricWriteFailures(),
  };
  for (const [metricName, metric] of Object.entries(named)) {
    expect(metric).toMatchObject({ namespace: 'OrderProcessingPlatform', metricName, statistic: 'Sum', dimensions: { Platform: 'acme-eu' } });
  }
  expect(platform.metricWriteLatency()).toMatchObject({ metricName: 'WriteLatency', statistic: 'p99' });
  expect(platform.metricOrderValue('EUR', { period: Duration.hours(1), statistic: 'Average' })).toMatchObject({
    metricName: 'OrderValue', statistic: 'Average', dimensions: { Platform: 'acme-eu', Currency: 'EUR' },
  });
  expect(platform.metricOrderValue('EUR', { period: Duration.hours(1) }).period.toSeconds()).toBe(3600);
});

describe('what a stack says of all its resources', () => {
  test('the platform\'s tag `Environment` wins over the stack\'s, and one on the platform over it', () => {
    const environmentTag = (toTag: 'stack' | 'platform') => {
      const synthesized = synthesizedPlatform();
      Tags.of(synthesized[toTag]).add('Environment', 'Production');
      return onlyResource(synthesized.template(), 'AWS::DynamoDB::Table').Tags.find((tag: { Key: string }) => tag.Key === 'Environment').Value;
    };
    expect(environmentTag('stack')).toBe('dev');
    expect(environmentTag('platform')).toBe('Production');
  });

  test('tags, a permissions boundary and aspects reach the platform', () => {
    const { stack, template } = synthesizedPlatform();
    Tags.of(stack).add('CostCenter', '42');
    PermissionsBoundary.of(stack).apply(ManagedPolicy.fromManagedPolicyName(stack, 'Boundary', 'developers'));
    const visited: string[] = [];
    class Recorder implements IAspect {
      public visit(node: IConstruct): void {
        if (node instanceof CfnResource) visited.push(node.cfnResourceType);
      }
    }
    Aspects.of(stack).add(new Recorder());
    expect(onlyResource(template(), 'AWS::DynamoDB::Table').Tags).toContainEqual({ Key: 'CostCenter', Value: '42' });
    expect(asText(onlyResource(template(), 'AWS::IAM::Role').PermissionsBoundary)).toMatch(/:policy\/developers$/);
    expect(visited).toEqual(expect.arrayContaining(['AWS::DynamoDB::Table', 'AWS::KMS::Key', 'AWS::Lambda::Function']));
  });

  test('an aspect may change what the platform made', () => {
    const { stack, template } = synthesizedPlatform();
    Aspects.of(stack).add({ visit: node => { if (node instanceof CfnResource) node.applyRemovalPolicy(RemovalPolicy.RETAIN); } });
    expect(onlyResource(template(), 'AWS::KMS::Key').DeletionPolicy).toBe('Retain');
  });
});
