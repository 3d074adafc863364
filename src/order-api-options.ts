import { Duration } from 'aws-cdk-lib';
import { CorsHttpMethod, IHttpRouteAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2';
import { OrderApiDomain } from './custom-domain-options';

/**
 * Which pages of other origins may place orders from a browser.
 */
export interface OrderCorsOptions {
  /**
   * Origins that may call the API, such as `https://shop.example`.
   *
   * @default ['*']
   */
  readonly allowOrigins?: string[];

  /**
   * Request headers that a page may send.
   *
   * @default ['content-type', 'idempotency-key', 'authorization']
   */
  readonly allowHeaders?: string[];

  /**
   * Methods that a page may use.
   *
   * @default [CorsHttpMethod.POST]
   */
  readonly allowMethods?: CorsHttpMethod[];

  /**
   * Response headers that a page may read.
   *
   * @default ['location', 'idempotent-replayed', 'retry-after']
   */
  readonly exposeHeaders?: string[];

  /**
   * Whether a page may send cookies. Not with the origin `*`.
   *
   * @default false
   */
  readonly allowCredentials?: boolean;

  /**
   * How long a browser may keep the preflight's answer, 0 seconds to 24 hours.
   *
   * @default Duration.hours(1)
   */
  readonly maxAge?: Duration;
}

/**
 * Settings of the HTTP API.
 */
export interface OrderApiOptions {
  /**
   * Cross-origin access from browsers.
   *
   * @default - any origin may post orders without credentials
   */
  readonly cors?: OrderCorsOptions;

  /**
   * Who may place orders: a JWT, IAM or Lambda authorizer. The caller's identity then scopes its idempotency keys.
   *
   * @default - anybody who knows the URL
   */
  readonly authorizer?: IHttpRouteAuthorizer;

  /**
   * Scopes that a JWT must hold to place orders.
   *
   * @default - none
   */
  readonly authorizationScopes?: string[];

  /**
   * Steady requests per second of the whole stage; more are answered 429. At least 1.
   *
   * @default - 50 in dev, 500 in staging, 1000 in prod
   */
  readonly throttleRateLimit?: number;

  /**
   * Requests that may arrive at once. At least 1.
   *
   * @default - 100 in dev, 1000 in staging, 2000 in prod
   */
  readonly throttleBurstLimit?: number;

  /**
   * A domain of your own. The default endpoint is switched off once it serves.
   *
   * @default - the endpoint that API Gateway makes
   */
  readonly domain?: OrderApiDomain;
}
