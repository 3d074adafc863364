import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { OrderEnvironment } from '../../src';
import { resourceNamed, synthesizedPlatform } from '../support/synthesized-platform';

const FUNCTION_LOG = '/aws/lambda/ecommerce-orders-dev-order-processing';
const API_LOG = '/aws/vendedlogs/ecommerce-orders-dev-order-api';

test.each([[OrderEnvironment.DEV, 7, 7], [OrderEnvironment.STAGING, 30, 30], [OrderEnvironment.PROD, 90, 365]])(
  'in %s the function\'s log is kept %d days and the API\'s %d', (environment, functionDays, apiDays) => {
    const template = synthesizedPlatform({ environment }).template();
    expect(resourceNamed(template, 'AWS::Logs::LogGroup', 'LogGroupName', FUNCTION_LOG).RetentionInDays).toBe(functionDays);
    expect(resourceNamed(template, 'AWS::Logs::LogGroup', 'LogGroupName', API_LOG).RetentionInDays).toBe(apiDays);
  });

test('each retention has its own prop', () => {
  const template = synthesizedPlatform({
    functionOptions: { logRetention: RetentionDays.THREE_DAYS }, apiOptions: { accessLogRetention: RetentionDays.TEN_YEARS },
  }).template();
  expect(resourceNamed(template, 'AWS::Logs::LogGroup', 'LogGroupName', FUNCTION_LOG).RetentionInDays).toBe(3);
  expect(resourceNamed(template, 'AWS::Logs::LogGroup', 'LogGroupName', API_LOG).RetentionInDays).toBe(3653);
});

test('one may be brought, the other created', () => {
  const { template } = synthesizedPlatform(stack => ({ functionLogGroup: LogGroup.fromLogGroupName(stack, 'ShopLog', 'shop') }));
  template().resourceCountIs('AWS::Logs::LogGroup', 1);
  template().hasResourceProperties('AWS::Lambda::Function', { LoggingConfig: { LogGroup: 'shop' } });
});
