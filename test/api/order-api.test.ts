import { CfnParameter, Duration } from 'aws-cdk-lib';
import { CorsHttpMethod, HttpMethod, HttpNoneAuthorizer, IHttpRouteAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpIamAuthorizer, HttpJwtAuthorizer, HttpLambdaAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { OrderEnvironment, OrderApiOptions } from '../../src';
import { asText, onlyResource, resourceNamed, synthesizedPlatform } from '../support/synthesized-platform';

const synthesized = (apiOptions?: OrderApiOptions) => synthesizedPlatform({ apiOptions });

describe('by default', () => {
  const { template } = synthesized();

  test('is an HTTP API with the one route POST /orders, open to anybody', () => {
    expect(onlyResource(template(), 'AWS::ApiGatewayV2::Api')).toMatchObject({ ProtocolType: 'HTTP' });
    expect(onlyResource(template(), 'AWS::ApiGatewayV2::Api')).not.toHaveProperty('DisableExecuteApiEndpoint');
    expect(onlyResource(template(), 'AWS::ApiGatewayV2::Route')).toMatchObject({ RouteKey: 'POST /orders', AuthorizationType: 'NONE' });
  });

  test('proxies to the function with payload 2.0', () => {
    expect(onlyResource(template(), 'AWS::ApiGatewayV2::Integration')).toMatchObject({ IntegrationType: 'AWS_PROXY', PayloadFormatVersion: '2.0' });
  });

  test('lets no other API, method or path invoke the function', () => {
    const permission = onlyResource(template(), 'AWS::Lambda::Permission');
    expect(permission).toMatchObject({ Action: 'lambda:InvokeFunction', Principal: 'apigateway.amazonaws.com' });
    expect(asText(permission.SourceArn)).toMatch(
      /^arn:<AWS::Partition>:execute-api:<AWS::Region>:<AWS::AccountId>:<OrdersOrderProcessingAPI\w+>\/\*\/POST\/orders$/);
  });

  test('answers preflights of any origin, without credentials', () => {
    expect(onlyResource(template(), 'AWS::ApiGatewayV2::Api').CorsConfiguration).toEqual({
      AllowOrigins: ['*'],
      AllowMethods: ['POST'],
      AllowHeaders: ['content-type', 'idempotency-key', 'authorization'],
      ExposeHeaders: ['location', 'idempotent-replayed', 'retry-after'],
      MaxAge: 3600,
    });
  });

  test('writes JSON access logs that hold the request\'s id, status and latency, but nothing of the body', () => {
    const { DestinationArn, Format } = onlyResource(template(), 'AWS::ApiGatewayV2::Stage').AccessLogSettings;
    expect(asText(DestinationArn)).toMatch(/^<OrdersApiLogGroup\w+\.Arn>$/);
    expect(JSON.parse(Format)).toEqual({
      requestId: '$context.requestId',
      requestTime: '$context.requestTime',
      ip: '$context.identity.sourceIp',
      routeKey: '$context.routeKey',
      status: '$context.status',
      responseLength: '$context.responseLength',
      responseLatency: '$context.responseLatency',
      integrationLatency: '$context.integrationLatency',
      // What the function's log calls `requestId`.
      integrationRequestId: '$context.integration.requestId',
      integrationError: '$context.integrationErrorMessage',
    });
    expect(Format).not.toMatch(/body|authorization|\$context\.authorizer/i);
  });

  test('deploys itself, with detailed metrics', () => {
    expect(onlyResource(template(), 'AWS::ApiGatewayV2::Stage')).toMatchObject({
      StageName: '$default', AutoDeploy: true, DefaultRouteSettings: { DetailedMetricsEnabled: true },
    });
  });
});

test.each([[OrderEnvironment.DEV, 50, 100], [OrderEnvironment.STAGING, 500, 1000], [OrderEnvironment.PROD, 1000, 2000]])(
  'in %s the stage takes %d requests a second and %d at once', (environment, rate, burst) => {
    expect(onlyResource(synthesizedPlatform({ environment }).template(), 'AWS::ApiGatewayV2::Stage').DefaultRouteSettings)
      .toMatchObject({ ThrottlingRateLimit: rate, ThrottlingBurstLimit: burst });
  });

test('throttling has props of its own', () => {
  expect(onlyResource(synthesized({ throttle: { rateLimit: 7, burstLimit: 9 } }).template(), 'AWS::ApiGatewayV2::Stage').DefaultRouteSettings)
    .toMatchObject({ ThrottlingRateLimit: 7, ThrottlingBurstLimit: 9 });
});

test('every CORS setting reaches the API', () => {
  const cors = onlyResource(synthesized({
    corsPreflight: {
      allowOrigins: ['https://shop.example'],
      allowHeaders: ['content-type'],
      allowMethods: [CorsHttpMethod.GET],
      exposeHeaders: ['location'],
      allowCredentials: true,
      maxAge: Duration.minutes(1),
    },
  }).template(), 'AWS::ApiGatewayV2::Api').CorsConfiguration;
  expect(cors).toEqual({
    AllowOrigins: ['https://shop.example'], AllowHeaders: ['content-type'], AllowMethods: ['GET'], ExposeHeaders: ['location'], AllowCredentials: true, MaxAge: 60,
  });
});

test.each(['*', 'https://*', 'http://*', 'https://shop.example', 'http://localhost:3000', 'http://[::1]:3000', 'https://xn--bcher-kva.example'])(
  'takes the origin %s', origin => {
    expect(onlyResource(synthesized({ corsPreflight: { allowOrigins: [origin] } }).template(), 'AWS::ApiGatewayV2::Api').CorsConfiguration.AllowOrigins).toEqual([origin]);
  });

test('without credentials every CORS setting may be a wildcard', () => {
  const corsPreflight = { allowOrigins: ['*'], allowHeaders: ['*'], allowMethods: [CorsHttpMethod.ANY], exposeHeaders: ['*'] };
  expect(onlyResource(synthesized({ corsPreflight }).template(), 'AWS::ApiGatewayV2::Api').CorsConfiguration).toMatchObject({ AllowHeaders: ['*'], AllowMethods: ['*'] });
});

describe('an authorizer', () => {
  test('JWT, with scopes', () => {
    const { template } = synthesized({
      authorizer: new HttpJwtAuthorizer('Customers', 'https://login.shop.example/', { jwtAudience: ['shop'] }), authorizationScopes: ['orders:place'],
    });
    expect(onlyResource(template(), 'AWS::ApiGatewayV2::Route')).toMatchObject({
      AuthorizationType: 'JWT', AuthorizationScopes: ['orders:place'], AuthorizerId: { Ref: expect.any(String) },
    });
    expect(onlyResource(template(), 'AWS::ApiGatewayV2::Authorizer')).toMatchObject({ JwtConfiguration: { Issuer: 'https://login.shop.example/' } });
  });

  test('IAM', () => {
    expect(onlyResource(synthesized({ authorizer: new HttpIamAuthorizer() }).template(), 'AWS::ApiGatewayV2::Route')).toMatchObject({ AuthorizationType: 'AWS_IAM' });
  });

  test('Lambda: the order function\'s permission is narrowed, the authorizer\'s is its own', () => {
    const { template } = synthesizedPlatform(stack => ({
      apiOptions: {
        authorizer: new HttpLambdaAuthorizer('Sessions', new Function(stack, 'Sessions', {
          runtime: Runtime.NODEJS_24_X, handler: 'index.handler', code: Code.fromInline('exports.handler = () => {}'),
        })),
      },
    }));
    expect(onlyResource(template(), 'AWS::ApiGatewayV2::Route')).toMatchObject({ AuthorizationType: 'CUSTOM' });
    const sources = Object.values(template().findResources('AWS::Lambda::Permission')).map(({ Properties }) => asText(Properties.SourceArn).replace(/.*>/, ''));
    expect(sources.sort()).toEqual([expect.stringMatching(/^\/authorizers\/|^$/), '/*/POST/orders']);
  });

  test('holds for added routes, unless they name another', () => {
    const { stack, platform, template } = synthesized({ authorizer: new HttpIamAuthorizer() });
    const handler = new Function(stack, 'Status', { runtime: Runtime.NODEJS_24_X, handler: 'index.handler', code: Code.fromInline('exports.handler = () => {}') });
    platform.addRoute({ path: '/orders/{orderId}', handler });
    platform.addRoute({ path: '/health', handler, authorizer: new HttpNoneAuthorizer() });
    expect(resourceNamed(template(), 'AWS::ApiGatewayV2::Route', 'RouteKey', 'GET /orders/{orderId}').AuthorizationType).toBe('AWS_IAM');
    expect(resourceNamed(template(), 'AWS::ApiGatewayV2::Route', 'RouteKey', 'GET /health').AuthorizationType).toBe('NONE');
  });
});

test('an added route, and it alone, may invoke its function', () => {
  const { stack, platform, template } = synthesized({});
  platform.addRoute({
    path: '/status', handler: new Function(stack, 'Status', { runtime: Runtime.NODEJS_24_X, handler: 'index.handler', code: Code.fromInline('exports.handler = () => {}') }),
  });
  const permissions = Object.values(template().findResources('AWS::Lambda::Permission')).map(({ Properties }) => Properties)
    .filter(({ FunctionName }) => asText(FunctionName).includes('Status'));
  expect(permissions.map(({ SourceArn }) => asText(SourceArn))).toEqual([expect.stringMatching(/\/\*\/GET\/status$/)]);
});

describe('scopes', () => {
  const jwt = (id: string) => new HttpJwtAuthorizer(id, 'https://login.shop.example/', { jwtAudience: ['shop'] });
  const withScopes = () => {
    const customers = jwt('Customers');
    const synthesizedApi = synthesized({ authorizer: customers, authorizationScopes: ['orders:place'] });
    const handler = new Function(synthesizedApi.stack, 'Shop', { runtime: Runtime.NODEJS_24_X, handler: 'index.handler', code: Code.fromInline('exports.handler = () => {}') });
    const route = (path: string) => resourceNamed(synthesizedApi.template(), 'AWS::ApiGatewayV2::Route', 'RouteKey', `GET ${path}`);
    return { ...synthesizedApi, customers, handler, route };
  };

  test('of the API hold for added routes with its authorizer, also when they name it', () => {
    const { platform, customers, handler, route } = withScopes();
    platform.addRoute({ path: '/status', handler });
    platform.addRoute({ path: '/history', handler, authorizer: customers });
    for (const path of ['/status', '/history']) expect(route(path).AuthorizationScopes).toEqual(['orders:place']);
  });

  test.each<[string, IHttpRouteAuthorizer]>([['none', new HttpNoneAuthorizer()], ['IAM', new HttpIamAuthorizer()], ['another JWT', jwt('Staff')]])(
    'of the API are not put on a route with another authorizer: %s', (_name, authorizer) => {
      const { platform, handler, route } = withScopes();
      platform.addRoute({ path: '/health', handler, authorizer });
      expect(route('/health')).not.toHaveProperty('AuthorizationScopes');
    });

  test('of a route are its own', () => {
    const { platform, handler, route } = withScopes();
    platform.addRoute({ path: '/stock', handler, authorizer: jwt('Staff'), authorizationScopes: ['stock:read'] });
    expect(route('/stock').AuthorizationScopes).toEqual(['stock:read']);
  });

  test('without a JWT authorizer are refused, for the API and for a route', () => {
    expect(() => synthesized({ authorizer: new HttpIamAuthorizer(), authorizationScopes: ['orders:place'] })).toThrow(
      '[Shop/Orders] `apiOptions.authorizationScopes` must come with a JWT authorizer, not with one of type AWS_IAM, got: \'orders:place\'');
    const { platform, handler } = withScopes();
    expect(() => platform.addRoute({ path: '/health', handler, authorizer: new HttpNoneAuthorizer(), authorizationScopes: ['a'] })).toThrow(
      '[Shop/Orders] `authorizationScopes` must come with a JWT authorizer, not with one of type NONE, got: \'a\'');
  });
});

describe('an added route is refused', () => {
  const { stack, platform } = synthesized();
  const handler = new Function(stack, 'Shop', { runtime: Runtime.NODEJS_24_X, handler: 'index.handler', code: Code.fromInline('exports.handler = () => {}') });
  platform.addRoute({ path: '/status', handler });

  test.each([
    ['of the platform\'s own key', '/orders', [HttpMethod.GET, HttpMethod.POST], 'POST /orders'],
    ['of a key that was added already', '/status', undefined, 'GET /status'],
  ])('%s', (_case, path, methods, got) => {
    expect(() => platform.addRoute({ path, methods, handler })).toThrow(
      `[Shop/Orders] \`path\` must with each of \`methods\` make a route that the API does not have yet, got: '${got}'`);
  });

  test.each(['orders', '/orders/', '', '$default', '/a b', '/a?b=c', '/{a'])('with the path %p', path => {
    expect(() => platform.addRoute({ path, handler })).toThrow(/^\[Shop\/Orders\] `path` must be `\/`, or segments that start with a slash, .*, got: '/);
  });

  test('without a method', () => {
    expect(() => platform.addRoute({ path: '/none', methods: [], handler })).toThrow('[Shop/Orders] `methods` must name at least one method, got: \'[]\'');
  });

  test.each(['/', '/a', '/orders', '/a/{id}/b', '/files/{path+}'])('but not with the path %p', path => {
    expect(platform.addRoute({ path, handler })).toHaveLength(1);
  });
});

describe('refuses', () => {
  test.each<[string, OrderApiOptions, string]>([
    ['credentials for any origin', { corsPreflight: { allowCredentials: true } },
      '`apiOptions.corsPreflight.allowOrigins` must name the origins when `apiOptions.corsPreflight.allowCredentials` is true, got: \'*\''],
    ['credentials for * among others', { corsPreflight: { allowCredentials: true, allowOrigins: ['https://shop.example', '*'] } },
      '`apiOptions.corsPreflight.allowOrigins` must name the origins when `apiOptions.corsPreflight.allowCredentials` is true, got: \'*\''],
    ['credentials for any origin over TLS', { corsPreflight: { allowCredentials: true, allowOrigins: ['https://*'] } },
      '`apiOptions.corsPreflight.allowOrigins` must name the origins when `apiOptions.corsPreflight.allowCredentials` is true, got: \'https://*\''],
    ['credentials with any header', { corsPreflight: { allowCredentials: true, allowOrigins: ['https://shop.example'], allowHeaders: ['*'] } },
      '`apiOptions.corsPreflight.allowHeaders` must name the headers when `apiOptions.corsPreflight.allowCredentials` is true, got: \'*\''],
    ['credentials with any header exposed', { corsPreflight: { allowCredentials: true, allowOrigins: ['https://shop.example'], exposeHeaders: ['location', '*'] } },
      '`apiOptions.corsPreflight.exposeHeaders` must name the headers when `apiOptions.corsPreflight.allowCredentials` is true, got: \'*\''],
    ['credentials with any method', { corsPreflight: { allowCredentials: true, allowOrigins: ['https://shop.example'], allowMethods: [CorsHttpMethod.ANY] } },
      '`apiOptions.corsPreflight.allowMethods` must name the methods when `apiOptions.corsPreflight.allowCredentials` is true, got: \'*\''],
    ['no origin', { corsPreflight: { allowOrigins: [] } }, '`apiOptions.corsPreflight.allowOrigins` must name at least one origin, got: \'[]\''],
    ...['shop.example', 'https://shop.example/', 'https://Shop.example', 'https://*.shop.example', 'ftp://shop.example', ''].map((origin): [string, OrderApiOptions, string] => [
      `the origin '${origin}'`, { corsPreflight: { allowOrigins: ['https://shop.example', origin] } },
      '`apiOptions.corsPreflight.allowOrigins` must be origins such as `https://shop.example` (scheme, host in lower case, port if any, no slash at the end), ' +
      `or \`*\`, \`https://*\`, \`http://*\`, got: '${origin}'`,
    ]),
    ['a preflight kept for days', { corsPreflight: { maxAge: Duration.days(2) } }, '`apiOptions.corsPreflight.maxAge` must be an integer from 0 to 86400 seconds, got: 172800'],
    ['scopes without authorizer', { authorizationScopes: ['a', 'b'] }, '`apiOptions.authorizationScopes` must come with `apiOptions.authorizer`, got: \'a, b\''],
    ['no requests', { throttle: { rateLimit: 0 } }, '`apiOptions.throttle.rateLimit` must be an integer of 1 or more requests per second, got: 0'],
    ['half a request at once', { throttle: { burstLimit: 0.5 } }, '`apiOptions.throttle.burstLimit` must be an integer of 1 or more requests, got: 0.5'],
  ])('%s', (_case, options, message) => {
    expect(() => synthesized(options)).toThrow(`[Shop/Orders] ${message}`);
  });
});

test('settings that are tokens pass', () => {
  const { template } = synthesizedPlatform(stack => ({
    apiOptions: {
      throttle: { rateLimit: new CfnParameter(stack, 'Rate', { type: 'Number' }).valueAsNumber },
      corsPreflight: { allowCredentials: true, allowOrigins: new CfnParameter(stack, 'Origins', { type: 'CommaDelimitedList' }).valueAsList, maxAge: Duration.seconds(new CfnParameter(stack, 'Age', { type: 'Number' }).valueAsNumber) },
    },
  }));
  expect(onlyResource(template(), 'AWS::ApiGatewayV2::Stage').DefaultRouteSettings.ThrottlingRateLimit).toEqual({ Ref: 'Rate' });
  expect(onlyResource(template(), 'AWS::ApiGatewayV2::Api').CorsConfiguration).toMatchObject({ AllowOrigins: { Ref: 'Origins' }, MaxAge: { Ref: 'Age' } });
});
