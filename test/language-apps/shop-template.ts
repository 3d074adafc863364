import assert from 'node:assert/strict';
import { Template } from './synthesis';

type Resource = Template['Resources'][string];

/** Asserts that the shop's template holds what the shop adds to the platform: customers who sign in, its own domain, monitoring that rings. */
export function assertShop(template: Template): void {
  const resources = Object.entries(template.Resources);
  const ofType = (type: string) => resources.filter(([, resource]) => resource.Type === type).map(([, resource]) => resource);
  const property = ({ Properties }: Resource, name: string) => JSON.stringify(Properties?.[name] ?? null);

  for (const type of [
    'AWS::ApiGatewayV2::DomainName', 'AWS::ApiGatewayV2::ApiMapping', 'AWS::Route53::RecordSet', 'AWS::Lambda::EventInvokeConfig',
    'AWS::Cognito::UserPool', 'AWS::Cognito::UserPoolDomain', 'AWS::Cognito::UserPoolResourceServer',
  ]) assert.ok(ofType(type).length > 0, `the shop has no ${type}`);

  const [authorizer] = ofType('AWS::ApiGatewayV2::Authorizer');
  assert.equal(authorizer?.Properties?.AuthorizerType, 'JWT');
  const orders = ofType('AWS::ApiGatewayV2::Route').find(({ Properties }) => Properties?.RouteKey === 'POST /orders');
  assert.equal(orders?.Properties?.AuthorizationType, 'JWT');
  assert.deepEqual(orders?.Properties?.AuthorizationScopes, ['orders/place']);

  const dashboards = ofType('AWS::CloudWatch::Dashboard');
  assert.equal(dashboards.length, 2, 'the shop has a dashboard beside the platform\'s');
  assert.ok(dashboards.some((dashboard) => property(dashboard, 'DashboardBody').includes('Orders that could not be fulfilled')), 'none shows the fulfilment');

  const topics = resources.filter(([, { Type }]) => Type === 'AWS::SNS::Topic').map(([id]) => id);
  assert.equal(topics.length, 1, 'the shop has no topic beside the platform\'s');
  const alarms = ofType('AWS::CloudWatch::Alarm').filter((alarm) => /^"acme-shop-prod-eu-shop/.test(property(alarm, 'AlarmName')));
  assert.ok(alarms.length > 0, 'no alarm of cdk-monitoring-constructs');
  for (const alarm of alarms) assert.deepEqual(alarm.Properties?.AlarmActions, [{ Ref: topics[0] }]);
}
