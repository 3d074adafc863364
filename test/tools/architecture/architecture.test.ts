import { readFileSync } from 'node:fs';
import { architectureGraph, Box, TemplateResource } from '../../../tools/architecture/architecture-graph';
import { ARCHITECTURE_PICTURE, drawnArchitecture } from '../../../tools/architecture/architecture-picture';
import { platformResources } from '../../../tools/architecture/platform-template';

const resources = platformResources();
const { boxes, arrows } = architectureGraph(resources);
const ofType = (type: string, among = boxes) => [...among.values()].filter((box) => box.type === type);

/** Every word of a picture; where it stands is Graphviz' business. */
const words = (svg: string) => [...svg.matchAll(/<(?:title|text)[^>]*>([^<]+)</g)].map(([, word]) => word).sort();

test('the committed picture says what the code synthesizes: `npm run diagram` draws it anew', async () => {
  expect(words(readFileSync(ARCHITECTURE_PICTURE, 'utf8'))).toEqual(words(await drawnArchitecture()));
});

test('the picture needs nothing from elsewhere', async () => {
  expect((await drawnArchitecture()).replace(/xmlns(:\w+)?="[^"]*"/g, '')).not.toMatch(/https?:|@import|url\((?!#)/);
});

test('arrows lead an order from the shop to the consumer, which stands outside', () => {
  const reached = new Set(['shop']);
  for (const id of reached) arrows.filter(({ from }) => from === id).forEach(({ to }) => reached.add(to));
  const queue = [...boxes].find(([, { type, inside }]) => type === 'AWS::SQS::Queue' && !inside)!;
  expect([...reached]).toContain(queue[0]);
});

test('the key marks what it encrypts: table, function, logs and topic, but no API', () => {
  const encrypted = (type: string) => ofType(type).map((box) => box.encrypted);
  for (const type of ['AWS::DynamoDB::Table', 'AWS::Lambda::Function', 'AWS::Logs::LogGroup', 'AWS::SNS::Topic']) {
    expect(new Set(encrypted(type))).toEqual(new Set([true]));
  }
  expect(encrypted('AWS::ApiGatewayV2::Api')).toEqual([false]);
});

test('a table without the key bears no mark', () => {
  const withoutKey = (resource: TemplateResource) => ({ ...resource, properties: { ...resource.properties, SSESpecification: undefined } });
  const plain = new Map([...resources].map(([id, resource]) => [id, withoutKey(resource)]));
  expect(ofType('AWS::DynamoDB::Table', architectureGraph(plain).boxes).map(({ encrypted }) => encrypted)).toEqual([false]);
});

test('the arrow to the table is labelled with every action of the intake on it', () => {
  const intake = arrows.find(({ label }) => label === 'invoke')!.to;
  const [table] = [...boxes].find(([, { type }]) => type === 'AWS::DynamoDB::Table')!;
  expect(arrows.filter(({ from, to }) => from === intake && to === table).map(({ label }) => label)).toEqual(['PutItem']);
});

test('all alarms are counted, with their metrics, and reach whoever is on call outside', () => {
  const { title, facts } = boxes.get('alarms')!;
  expect(title).toBe(`${[...resources.values()].filter(({ type }) => type === 'AWS::CloudWatch::Alarm').length} alarms`);
  expect(facts.join()).toContain('5xx');
  const topics = arrows.filter(({ from }) => from === 'alarms').map(({ to }) => to);
  const onCall = arrows.filter(({ from }) => topics.includes(from)).map(({ to }) => boxes.get(to)!);
  expect(onCall).toEqual([expect.objectContaining<Partial<Box>>({ title: 'On call', service: 'email', inside: false })]);
});

test('nothing hangs on the alarms but who is told', () => {
  const dashboard = [...boxes].find(([, { type }]) => type === 'AWS::CloudWatch::Dashboard')![0];
  expect(arrows.filter(({ from, to }) => [from, to].includes(dashboard))).toEqual([]);
});

test('a resource of a kind that has no place is shown all the same', () => {
  const cache: TemplateResource = { type: 'AWS::ElastiCache::CacheCluster', properties: {}, path: ['OrderCache'], inside: true };
  expect(architectureGraph(new Map([...resources, ['Cache', cache]])).boxes.get('Cache')).toMatchObject({ service: 'AWS::ElastiCache::CacheCluster', title: 'Order cache' });
});
