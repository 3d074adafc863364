import { CfnResource, Token } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  ApiMapping, CfnRoute, HttpApi, HttpMethod, HttpRoute, HttpRouteKey, HttpStage, LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { CfnPermission, IFunction } from 'aws-cdk-lib/aws-lambda';
import { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { corsPreflightOf } from './cors-preflight';
import { createCustomDomain } from './custom-domain';
import { OrderCustomDomain } from './custom-domain-options';
import { OrderApiOptions } from './order-api-options';
import { acknowledgeFinding } from '../compliance/acknowledged-finding';
import { PhysicalNames } from '../naming/physical-names';
import { EnvironmentPreset } from '../presets/environment-preset';
import { invalidProp } from '../validation/invalid-props-error';

/** What the API is made of. */
export interface OrderApiInputs {
  readonly names: PhysicalNames;
  readonly options?: OrderApiOptions;
  readonly orderFunction: IFunction;
  readonly logGroup: ILogGroup;
  readonly preset: EnvironmentPreset;
}

/** The API with its parts. */
export interface OrderApi {
  readonly api: HttpApi;
  readonly stage: HttpStage;
  readonly route: HttpRoute;
  readonly customDomain?: OrderCustomDomain;
  readonly url: string;
}

export const ORDERS_PATH = '/orders';

/**
 * One line a request, without the body. `integrationRequestId` is the invocation's request id in the function's log.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html
 */
const ACCESS_LOG_FIELDS = {
  requestId: '$context.requestId',
  requestTime: '$context.requestTime',
  ip: '$context.identity.sourceIp',
  routeKey: '$context.routeKey',
  status: '$context.status',
  responseLength: '$context.responseLength',
  responseLatency: '$context.responseLatency',
  integrationLatency: '$context.integrationLatency',
  integrationRequestId: '$context.integration.requestId',
  integrationError: '$context.integrationErrorMessage',
};

/**
 * Creates the HTTP API with its stage, its one route and, if asked for, its domain.
 *
 * @internal
 */
export function createOrderApi(scope: Construct, { names, orderFunction, logGroup, preset, options = {} }: OrderApiInputs): OrderApi {
  const customDomain = options.domain && createCustomDomain(scope, options.domain);
  const api = new HttpApi(scope, 'OrderProcessingAPI', {
    apiName: names.api,
    description: `Accepts the orders of ${names.prefix}`,
    createDefaultStage: false,
    disableExecuteApiEndpoint: customDomain ? true : undefined,
    corsPreflight: corsPreflightOf(options.corsPreflight),
    defaultAuthorizer: options.authorizer,
    defaultAuthorizationScopes: options.authorizationScopes,
  });
  const mappingKey = options.domain?.mappingKey;
  const isKeyKnown = !Token.isUnresolved(mappingKey);
  const stage = new HttpStage(scope, 'OrderProcessingStage', {
    httpApi: api,
    stageName: '$default',
    autoDeploy: true,
    detailedMetricsEnabled: true,
    throttle: {
      rateLimit: options.throttle?.rateLimit ?? preset.throttleRateLimit,
      burstLimit: options.throttle?.burstLimit ?? preset.throttleBurstLimit,
    },
    accessLogSettings: { destination: new LogGroupLogDestination(logGroup), format: AccessLogFormat.custom(JSON.stringify(ACCESS_LOG_FIELDS)) },
    domainMapping: customDomain && isKeyKnown ? { domainName: customDomain.domainName, mappingKey } : undefined,
  });
  // The stage puts the key into an id, where no token can be.
  if (customDomain && !isKeyKnown) {
    new ApiMapping(stage, 'ApiMapping', { api, stage, domainName: customDomain.domainName, apiMappingKey: mappingKey });
  }
  const route = new HttpRoute(scope, 'PlaceOrderRoute', {
    httpApi: api,
    routeKey: HttpRouteKey.with(ORDERS_PATH, HttpMethod.POST),
    integration: new HttpLambdaIntegration('PlaceOrderIntegration', orderFunction),
  });
  narrowPermission(route);
  if (!options.authorizer) {
    acknowledgeFinding(route,
      'A shop\'s guests place orders without signing in. The stage is throttled; the prop `apiOptions.authorizer` closes the route.', 'AwsSolutions-APIG4');
  }
  return { api, stage, route, customDomain, url: customDomain?.url ?? api.apiEndpoint };
}

/**
 * The integration lets any method of the path invoke the function; only this route's may.
 *
 * @internal
 */
export function narrowPermission(route: HttpRoute): void {
  for (const child of route.node.findAll()) {
    if (CfnResource.isCfnResource(child) && child.cfnResourceType === 'AWS::Lambda::Permission') (child as CfnPermission).sourceArn = route.routeArn;
  }
}

/**
 * Lets an identity call the route, where calls are signed.
 *
 * @throws if they are not: then this permission would mean nothing
 * @internal
 */
export function grantRoute(scope: Construct, route: HttpRoute, grantee: IGrantable): Grant {
  const { authorizationType } = route.node.defaultChild as CfnRoute;
  if (authorizationType !== 'AWS_IAM') {
    throw invalidProp(scope, 'apiOptions.authorizer', 'must be an `HttpIamAuthorizer` for `grants.placeOrders`: without it the permission would mean nothing',
      authorizationType);
  }
  return route.grantInvoke(grantee);
}
