import { App, CliCredentialsStackSynthesizer, DefaultStackSynthesizer, Duration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { OrderEnvironment, OrderConsumer, OrderProcessingPlatform, OrderProcessingStack } from '../../src';
import { deployedTemplate } from '../support/deployed-template';

const stack = new OrderProcessingStack(new App({ analyticsReporting: true }), 'Shop');
const template = Template.fromStack(stack).toJSON();

test('has exactly the four parameters of the requirement, with their types and defaults', () => {
  expect(Object.fromEntries(Object.entries<any>(template.Parameters).map(([name, { Type, Default }]) => [name, { Type, Default }]))).toEqual({
    ProjectName: { Type: 'String', Default: 'ecommerce-orders' },
    Environment: { Type: 'String', Default: 'dev' },
    EnvironmentSuffix: { Type: 'String', Default: 'dev' },
    AlertEmailAddress: { Type: 'String', Default: 'example@example.com' },
  });
  expect(template.Parameters.Environment.AllowedValues).toEqual(['dev', 'staging', 'prod']);
  for (const { Description } of Object.values<any>(template.Parameters)) expect(Description).toBeTruthy();
});

test.each([
  ['ProjectName', ['ecommerce-orders', 'A1'], ['1shop', 'shop_1', '', 'a shop']],
  ['EnvironmentSuffix', ['dev', 'prod-eu', '1'], ['-eu', 'eu-', 'e_u', '']],
  ['AlertEmailAddress', ['oncall@shop.example'], ['oncall', 'a b@shop.example', '']],
])('%s takes what its pattern says', (name, good, bad) => {
  const { AllowedPattern, ConstraintDescription } = template.Parameters[name];
  for (const value of good) expect(value).toMatch(new RegExp(AllowedPattern));
  for (const value of bad) expect(value).not.toMatch(new RegExp(AllowedPattern));
  expect(ConstraintDescription).toMatch(/^must /);
});

test('the longest names that the parameters take fit into Lambda\'s 64 characters', () => {
  const { ProjectName, EnvironmentSuffix } = template.Parameters;
  expect(`${'p'.repeat(ProjectName.MaxLength)}-${'s'.repeat(EnvironmentSuffix.MaxLength)}-order-processing`).toHaveLength(64);
});

test('has the four outputs with their exports, and nothing of CDK', () => {
  expect(Object.keys(template.Outputs).sort()).toEqual(['APIGatewayURL', 'DynamoDBTableName', 'KMSKeyId', 'LambdaFunctionArn']);
  expect(template).not.toHaveProperty('Rules');
  expect(JSON.stringify(template)).not.toMatch(/BootstrapVersion|CDKMetadata|AWS::CDK/);
  expect(template.Transform).toBe('AWS::LanguageExtensions');
});

/** What a shop adds to a platform: consumers whose alarm follows the environment, has settings of its own, or is off. */
function addConsumers(platform: OrderProcessingPlatform): void {
  const queue = (id: string) => OrderConsumer.fromQueue(new Queue(Stack.of(platform), id));
  platform.addOrderConsumer('Warehouse', queue('WarehouseQueue'));
  // Dev's period, given: it holds in each environment.
  platform.addOrderConsumer('Invoicing', queue('InvoicingQueue'), { deadLetters: { period: Duration.minutes(5), evaluationPeriods: 2 } });
  platform.addOrderConsumer('Analytics', queue('AnalyticsQueue'), { deadLetters: { enabled: false } });
}

test.each(Object.values(OrderEnvironment))('deployed as %s it is the same as a platform of that environment', environment => {
  const platformStack = new Stack(new App(), 'Shop');
  addConsumers(new OrderProcessingPlatform(platformStack, 'Orders', {
    projectName: 'acme', environment, environmentSuffix: 'eu', alertEmailAddress: 'oncall@shop.example',
  }));
  const expected = deployedTemplate(Template.fromStack(platformStack).toJSON(), {});
  const parameterized = new OrderProcessingStack(new App(), 'Shop');
  addConsumers(parameterized.platform);
  const parameters = { ProjectName: 'acme', Environment: environment, EnvironmentSuffix: 'eu', AlertEmailAddress: 'oncall@shop.example' };
  const { Resources, Outputs } = deployedTemplate(Template.fromStack(parameterized).toJSON(), parameters);
  expect(Resources).toEqual(expected.Resources);
  expect(Outputs).toEqual(expected.Outputs);
});

test.each([
  [OrderEnvironment.STAGING, ['pager']],
  [OrderEnvironment.PROD, ['topic', 'pager']],
])('actions on recovery that are added to an alarm later stay, in %s', (environment, expected) => {
  const { platform } = new OrderProcessingStack(new App(), 'Shop');
  for (const alarm of [platform.alarms.functionErrors!, platform.alarms.unhealthy!]) alarm.addOkAction({ bind: () => ({ alarmActionArn: 'pager' }) });
  const { Resources } = deployedTemplate(Template.fromStack(Stack.of(platform)).toJSON(), { Environment: environment });
  for (const name of ['function-errors', 'order-intake-unhealthy']) {
    const [{ Properties }] = Object.values<any>(Resources).filter(one => JSON.stringify(one.Properties.AlarmName)?.includes(name));
    expect(Properties.OKActions.map((action: any) => action.Ref ? 'topic' : action)).toEqual(expected);
  }
});

test('every value of the mapping is used, and differs where the presets do', () => {
  const keys = Object.keys(template.Mappings.EnvironmentPresets.dev);
  const text = JSON.stringify(template.Resources);
  for (const key of keys) expect(text).toContain(`"EnvironmentPresets",{"Ref":"Environment"},"${key}"`);
  expect(template.Mappings.EnvironmentPresets).toMatchObject({ dev: { DeletionPolicy: 'Delete' }, staging: { DeletionPolicy: 'Delete' }, prod: { DeletionPolicy: 'Retain' } });
});

test('an app\'s default synthesizer adds no parameter', () => {
  const app = new App({ defaultStackSynthesizer: new DefaultStackSynthesizer({ qualifier: 'shop' }) });
  expect(Object.keys(Template.fromStack(new OrderProcessingStack(app, 'Shop')).toJSON().Parameters)).toHaveLength(4);
});

test('takes stack properties, also a synthesizer', () => {
  const synthesizer = new CliCredentialsStackSynthesizer();
  const other = new OrderProcessingStack(new App(), 'Shop', { description: 'Orders of a shop', synthesizer });
  expect(other.synthesizer instanceof CliCredentialsStackSynthesizer).toBe(true);
  expect(Template.fromStack(other).toJSON().Description).toBe('Orders of a shop');
  expect(other.platform.node.path).toBe('Shop/Orders');
});
