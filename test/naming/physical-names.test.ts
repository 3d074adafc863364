import { App, CfnParameter, Stack } from 'aws-cdk-lib';
import { physicalNameRules } from '../../src/naming/physical-name-rules';
import { PhysicalNames } from '../../src/naming/physical-names';
import { validateProps } from '../../src/validation/validate-props';

const stack = new Stack(new App(), 'Shop');
const names = (projectName: string, environmentSuffix = 'dev') => {
  validateProps(stack, { projectName, environmentSuffix }, [physicalNameRules]);
  return new PhysicalNames(projectName, environmentSuffix);
};

test('are <projectName>-<environmentSuffix>-<what>, within what each service prescribes', () => {
  expect(names('acme-shop', 'prod-eu')).toMatchObject({
    prefix: 'acme-shop-prod-eu',
    table: 'acme-shop-prod-eu-orders',
    function: 'acme-shop-prod-eu-order-processing',
    api: 'acme-shop-prod-eu-order-api',
    topic: 'acme-shop-prod-eu-order-alarms',
    keyAlias: 'alias/acme-shop-prod-eu-orders',
    functionLogGroup: '/aws/lambda/acme-shop-prod-eu-order-processing',
    apiLogGroup: '/aws/vendedlogs/acme-shop-prod-eu-order-api',
    dashboard: 'acme-shop-prod-eu-orders',
  });
  expect(names('acme').alarm('function-errors')).toBe('acme-dev-function-errors');
});

test('the longest allowed pair fits into Lambda\'s 64 characters, one more is refused with the limit', () => {
  expect(names('a'.repeat(43), 'dev').function).toHaveLength(64);
  expect(() => names('a'.repeat(44), 'dev')).toThrow(
    '[Shop] `projectName` and `environmentSuffix` must have at most 46 characters together: ' +
    `the Lambda function name would be 65 characters long, and 64 are allowed, got: '${'a'.repeat(44)}-dev-order-processing'`);
});

test.each(['', '1shop', '-shop', 'shop_a', 'shöp', 'a shop'])('project name %p is refused', projectName => {
  expect(() => names(projectName)).toThrow('[Shop] `projectName` must start with a letter and hold only letters, digits and hyphens');
});

test.each(['', '-a', 'a-', 'a_b', 'a.b'])('environment suffix %p is refused', suffix => {
  expect(() => names('shop', suffix)).toThrow('[Shop] `environmentSuffix` must hold only letters, digits and hyphens, and start and end with a letter or digit');
});

test('tokens pass, alone or both', () => {
  const token = new CfnParameter(stack, 'Name').valueAsString;
  expect(stack.resolve(names(token, 'dev').table)).toEqual({ 'Fn::Join': ['', [{ Ref: 'Name' }, '-dev-orders']] });
  expect(stack.resolve(names('shop', token).table)).toEqual({ 'Fn::Join': ['', ['shop-', { Ref: 'Name' }, '-orders']] });
  expect(() => names('a'.repeat(60), token)).toThrow('at most 46 characters together');
});
