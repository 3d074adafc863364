import { readFileSync } from 'node:fs';
import { architectureOf } from '../../docs/architecture/architecture-model';
import { ARCHITECTURE_PICTURE, drawnArchitecture } from '../../docs/architecture/architecture-picture';
import { PlatformResource, PlatformTemplate } from '../../docs/architecture/platform-template';

const template = PlatformTemplate.of();

function changed(type: string, change: (resource: PlatformResource) => PlatformResource[]): PlatformTemplate {
  return new PlatformTemplate(template.resources.flatMap((resource) => resource.type === type ? change(resource) : [resource]));
}

test('the committed picture shows what the code synthesizes: `npm run diagram` draws it anew', () => {
  expect(readFileSync(ARCHITECTURE_PICTURE, 'utf8')).toBe(drawnArchitecture());
});

test('the picture needs nothing from elsewhere', () => {
  expect(drawnArchitecture().replace('xmlns="http://www.w3.org/2000/svg"', '')).not.toMatch(/https?:|@import|url\((?!#)/);
});

test('the key marks table, function, both logs and topic', () => {
  const { table, orderFunction, functionLog, apiLog, topic, api, dashboard } = architectureOf(template);
  expect([table, orderFunction, functionLog, apiLog, topic].every(({ encrypted }) => encrypted)).toBe(true);
  expect([api, dashboard].some(({ encrypted }) => encrypted)).toBe(false);
});

test('a table without the key bears no mark', () => {
  const plain = changed('AWS::DynamoDB::Table', (table) => [{ ...table, properties: { ...table.properties, SSESpecification: undefined } }]);
  expect(architectureOf(plain).table.encrypted).toBe(false);
});

test('the arrow to the table is labelled with every action of the role on it', () => {
  expect(architectureOf(template).tableActions).toEqual(['dynamodb:PutItem']);
});

test('every alarm is shown beneath what emits its metric', () => {
  const { alarmedMetrics: { api, orderFunction, table }, alarmCount } = architectureOf(template);
  expect(api).toEqual(['4xx', '5xx']);
  expect(table).toEqual(['WriteThrottleEvents']);
  expect(api.length + orderFunction.length + table.length).toBe(alarmCount);
});

test('a resource without a place in the picture is an error that names it', () => {
  const queue = { constructId: 'DeadLetters', logicalId: 'Queue', type: 'AWS::SQS::Queue', properties: {} };
  expect(() => architectureOf(new PlatformTemplate([...template.resources, queue]))).toThrow('DeadLetters (AWS::SQS::Queue)');
});

test('a second resource of a kind that is drawn once is an error', () => {
  const twice = changed('AWS::DynamoDB::Table', (table) => [table, { ...table, logicalId: 'Second' }]);
  expect(() => architectureOf(twice)).toThrow('one AWS::DynamoDB::Table, found 2');
});
