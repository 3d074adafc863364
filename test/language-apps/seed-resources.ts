import assert from 'node:assert/strict';
import { Template } from './synthesis';

/** The requirement's resources: how many there are at least, by CloudFormation type. */
const RESOURCES = {
  'AWS::Lambda::Function': 1,
  'AWS::DynamoDB::Table': 1,
  'AWS::ApiGatewayV2::Api': 1,
  'AWS::ApiGatewayV2::Integration': 1,
  'AWS::ApiGatewayV2::Route': 1,
  'AWS::ApiGatewayV2::Stage': 1,
  'AWS::KMS::Key': 1,
  'AWS::IAM::Role': 1,
  // Function errors and duration, table throttles, API 4XX and 5XX.
  'AWS::CloudWatch::Alarm': 5,
  'AWS::SNS::Topic': 1,
  'AWS::SNS::Subscription': 1,
  'AWS::Logs::LogGroup': 2,
};

const OUTPUTS = ['APIGatewayURL', 'DynamoDBTableName', 'LambdaFunctionArn', 'KMSKeyId'];

/** Asserts that a template holds every resource and output of the requirement. */
export function assertSeedResources(template: Template): void {
  const resources = Object.values(template.Resources);
  for (const [type, least] of Object.entries(RESOURCES)) {
    const count = resources.filter((resource) => resource.Type === type).length;
    assert.ok(count >= least, `${count} of ${type}, not ${least} or more`);
  }
  const exports = JSON.stringify(Object.values(template.Outputs ?? {}).map((output) => output.Export?.Name));
  for (const output of OUTPUTS) {
    assert.ok(template.Outputs?.[output], `no output ${output}`);
    assert.ok(exports.includes(`-${output}"`), `no export of ${output}`);
  }
  const [table] = resources.filter((resource) => resource.Type === 'AWS::DynamoDB::Table');
  assert.deepEqual(table.Properties?.KeySchema, [{ AttributeName: 'orderId', KeyType: 'HASH' }]);
  const routes = resources.filter((resource) => resource.Type === 'AWS::ApiGatewayV2::Route').map((resource) => resource.Properties?.RouteKey);
  assert.deepEqual(routes, ['POST /orders']);
}
