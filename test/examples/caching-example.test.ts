import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { ModuleKind, transpileModule } from 'typescript';
import { asText, onlyResource } from '../support/synthesized-platform';

// What its users install is this project.
jest.mock('cdk-order-processing-platform', () => jest.requireActual('../../src'), { virtual: true });
// Not by `import`: its types come with the installed package.
// eslint-disable-next-line @typescript-eslint/no-require-imports
const { CachingStack } = require('../../examples/caching/caching-stack') as { CachingStack: new (app: App, id: string) => Stack };

const HANDLERS = join(__dirname, '..', '..', 'examples', 'caching', 'handlers');

const app = new App();
const template = Template.fromStack(new CachingStack(app, 'Caching'));
const { DistributionConfig: distribution } = onlyResource(template, 'AWS::CloudFront::Distribution');

/** The handler of a directory, freshly loaded, as a Node.js function runs it. */
function handlerOf(directory: string, modules: Record<string, unknown> = {}): (event: object) => Promise<any> {
  const source = readFileSync(join(HANDLERS, directory, 'index.mjs'), 'utf8');
  const { outputText } = transpileModule(source, { compilerOptions: { module: ModuleKind.CommonJS } });
  const exported: any = {};
  new Function('exports', 'require', outputText)(exported, (name: string) => modules[name] ?? jest.requireActual(name));
  return exported.handler;
}

test('every route checks that requests come through the distribution', () => {
  const routes = Object.values(template.findResources('AWS::ApiGatewayV2::Route'));
  expect(routes.map(({ Properties }) => Properties.RouteKey).sort())
    .toEqual(['GET /orders/{orderId}', 'GET /products', 'HEAD /products', 'POST /orders']);
  const authorizers = template.findResources('AWS::ApiGatewayV2::Authorizer');
  const functions = template.findResources('AWS::Lambda::Function');
  for (const { Properties: { AuthorizationType, AuthorizerId } } of routes) {
    expect(AuthorizationType).toBe('CUSTOM');
    const { AuthorizerUri, ...authorizer } = authorizers[AuthorizerId.Ref].Properties;
    expect(authorizer).toMatchObject({ IdentitySource: ['$request.header.x-origin-secret'], EnableSimpleResponses: true });
    const [, id] = /:path\/2015-03-31\/functions\/<(OriginCheck\w+)\.Arn>\/invocations$/.exec(asText(AuthorizerUri))!;
    const { Code: { S3Key }, Environment: { Variables } } = functions[id].Properties;
    const deployed = join(app.synth().directory, `asset.${S3Key.replace('.zip', '')}`, 'index.mjs');
    expect(readFileSync(deployed, 'utf8')).toBe(readFileSync(join(HANDLERS, 'origin-check', 'index.mjs'), 'utf8'));
    expect(Variables).toEqual({ SECRET_ARN: { Ref: expect.stringMatching(/^OriginSecret/) }, SECRET_HEADER: 'x-origin-secret' });
  }
});

describe('the origin check', () => {
  const environment = process.env;
  beforeEach(() => { process.env = { ...environment, SECRET_ARN: 'arn-of-the-secret', SECRET_HEADER: 'x-origin-secret' }; });
  afterEach(() => { process.env = environment; });

  /** The check, with a Secrets Manager that holds one secret. */
  function originCheck() {
    const getSecretValue = jest.fn(async ({ input }: { input: object }) => {
      expect(input).toEqual({ SecretId: 'arn-of-the-secret' });
      return { SecretString: 'shared-secret' };
    });
    class GetSecretValueCommand { constructor(readonly input: object) {} }
    class SecretsManagerClient { send = getSecretValue; }
    return { check: handlerOf('origin-check', { '@aws-sdk/client-secrets-manager': { GetSecretValueCommand, SecretsManagerClient } }), getSecretValue };
  }

  test.each([
    ['the secret', { 'x-origin-secret': 'shared-secret' }, true],
    ['another one', { 'x-origin-secret': 'shared-secres' }, false],
    ['the secret with something behind it', { 'x-origin-secret': 'shared-secret,shared-secret' }, false],
    ['an empty one', { 'x-origin-secret': '' }, false],
    ['none', {}, false],
    ['the secret in another header', { 'x-secret': 'shared-secret' }, false],
  ])('a request with %s', async (_what, headers, isAuthorized) => {
    expect(await originCheck().check({ headers })).toEqual({ isAuthorized });
  });

  test('reads the secret once a minute', async () => {
    const { check, getSecretValue } = originCheck();
    const now = jest.spyOn(Date, 'now');
    for (const [time, reads] of [[0, 1], [60_000, 1], [60_001, 2]]) {
      now.mockReturnValue(1_000_000 + time);
      expect(await check({ headers: { 'x-origin-secret': 'shared-secret' } })).toEqual({ isAuthorized: true });
      expect(getSecretValue).toHaveBeenCalledTimes(reads);
    }
    now.mockRestore();
  });
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

test('no error is cached', () => {
  // Those that CloudFront keeps whatever their `Cache-Control` says.
  expect(distribution.CustomErrorResponses)
    .toEqual([404, 414, 500, 501, 502, 503, 504].map(ErrorCode => ({ ErrorCode, ErrorCachingMinTTL: 0 })));
});

test('pages of any origin may read the products, with the methods that the API has', () => {
  const [{ AllowedMethods, ResponseHeadersPolicyId }] = distribution.CacheBehaviors;
  // AWS's managed policy SimpleCORS.
  expect(ResponseHeadersPolicyId).toBe('60669652-455b-4ae9-85a4-c4c02393f86c');
  expect(AllowedMethods).toEqual(['GET', 'HEAD']);
});

test('the API decides on the origins of orders, which it is told', () => {
  // AWS's managed policy AllViewerExceptHostHeader.
  expect(distribution.DefaultCacheBehavior.OriginRequestPolicyId).toBe('b689b0a8-53d0-40ab-baf2-68738e2966ac');
  expect(distribution.DefaultCacheBehavior.ResponseHeadersPolicyId).toBeUndefined();
});

test('the distribution\'s URL is an output', () => {
  template.hasOutput('Url', { Value: { 'Fn::Join': ['', ['https://', { 'Fn::GetAtt': [Match.anyValue(), 'DomainName'] }]] } });
});

test('the check alone may read the secret', () => {
  const readers = Object.values(template.findResources('AWS::IAM::Policy'))
    .filter(({ Properties }) => JSON.stringify(Properties.PolicyDocument).includes('secretsmanager:GetSecretValue'));
  expect(readers.map(({ Properties }) => asText(Properties.Roles))).toEqual([expect.stringContaining('OriginCheckServiceRole')]);
});

test.each([['products', /^public, max-age=\d+, s-maxage=\d+$/], ['order-status', /^no-store$/]])('%s answers with the right Cache-Control', async (directory, expected) => {
  const { statusCode, headers } = await handlerOf(directory)({ pathParameters: { orderId: 'o-1' } });
  expect(statusCode).toBe(200);
  expect(headers['cache-control']).toMatch(expected);
});
