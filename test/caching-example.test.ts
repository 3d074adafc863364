import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { asText, onlyResource } from './synthesized-platform';

// What its users install is this project.
jest.mock('cdk-order-processing-platform', () => jest.requireActual('../src'), { virtual: true });
// Not by `import`: its types come with the installed package.
// eslint-disable-next-line @typescript-eslint/no-require-imports
const { CachingStack } = require('../examples/caching/caching-stack') as { CachingStack: new (app: App, id: string) => Stack };

const template = Template.fromStack(new CachingStack(new App(), 'Caching'));
const { DistributionConfig: distribution } = onlyResource(template, 'AWS::CloudFront::Distribution');

test('every route checks that requests come through the distribution', () => {
  const routes = Object.values(template.findResources('AWS::ApiGatewayV2::Route'));
  expect(routes.map(({ Properties }) => Properties.RouteKey).sort()).toEqual(['GET /orders/{orderId}', 'GET /products', 'POST /orders']);
  for (const { Properties } of routes) expect(Properties).toMatchObject({ AuthorizationType: 'CUSTOM', AuthorizerId: { Ref: expect.any(String) } });
  expect(onlyResource(template, 'AWS::ApiGatewayV2::Authorizer')).toMatchObject({ IdentitySource: ['$request.header.x-origin-secret'], EnableSimpleResponses: true });
});

test('the distribution adds the secret, which is in no template', () => {
  const [origin] = distribution.Origins;
  expect(origin.CustomOriginConfig).toMatchObject({ OriginProtocolPolicy: 'https-only', OriginSSLProtocols: ['TLSv1.2'] });
  expect(origin.OriginCustomHeaders).toEqual([{ HeaderName: 'x-origin-secret', HeaderValue: expect.anything() }]);
  expect(asText(origin.OriginCustomHeaders[0].HeaderValue)).toMatch(/^{{resolve:secretsmanager:<OriginSecret\w+>:SecretString:::}}$/);
});

test('orders and their status are never cached, and take every method', () => {
  // AWS's managed policy CachingDisabled.
  expect(distribution.DefaultCacheBehavior).toMatchObject({ CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad', ViewerProtocolPolicy: 'https-only' });
  expect(distribution.DefaultCacheBehavior.AllowedMethods).toContain('POST');
});

test('products are cached as their answer says, by category, page and language', () => {
  expect(distribution.CacheBehaviors).toEqual([expect.objectContaining({ PathPattern: '/products', ViewerProtocolPolicy: 'redirect-to-https' })]);
  expect(onlyResource(template, 'AWS::CloudFront::CachePolicy').CachePolicyConfig).toMatchObject({
    MinTTL: 0,
    DefaultTTL: 0,
    MaxTTL: 3600,
    ParametersInCacheKeyAndForwardedToOrigin: {
      QueryStringsConfig: { QueryStrings: ['category', 'page'] }, HeadersConfig: { Headers: ['Accept-Language'] }, CookiesConfig: { CookieBehavior: 'none' },
    },
  });
});

test('the check alone may read the secret', () => {
  const readers = Object.values(template.findResources('AWS::IAM::Policy'))
    .filter(({ Properties }) => JSON.stringify(Properties.PolicyDocument).includes('secretsmanager:GetSecretValue'));
  expect(readers.map(({ Properties }) => asText(Properties.Roles))).toEqual([expect.stringContaining('OriginCheckServiceRole')]);
});

test.each([['products', /^public, max-age=\d+, s-maxage=\d+$/], ['order-status', /^no-store$/]])('%s answers with the right Cache-Control', async (directory, expected) => {
  const { readFileSync } = jest.requireActual('node:fs');
  const source: string = readFileSync(`${__dirname}/../examples/caching/handlers/${directory}/index.mjs`, 'utf8');
  const handler = new Function(`${source.replace('export async function', 'return async function')}`)();
  const { statusCode, headers } = await handler({ pathParameters: { orderId: 'o-1' } });
  expect(statusCode).toBe(200);
  expect(headers['cache-control']).toMatch(expected);
});
