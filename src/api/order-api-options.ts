import { Duration } from 'aws-cdk-lib';
import { CorsHttpMethod, HttpMethod, IHttpRouteAuthorizer, ThrottleSettings } from 'aws-cdk-lib/aws-apigatewayv2';
import { IFunction } from 'aws-cdk-lib/aws-lambda';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { OrderApiDomain } from './custom-domain-options';

/**
 * Which pages of other origins may place orders from a browser.
 */
export interface OrderCorsOptions {
  /**
   * Origins that may call the API: `*`, `https://*`, `http://*`, or scheme, host and port, such as `https://shop.example`. At least one.
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
   * Whether a page may send cookies. Not with `*` in any other setting of these, nor with the origins `https://*` and `http://*`.
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
  readonly corsPreflight?: OrderCorsOptions;

  /**
   * Who may call the API: a JWT, IAM or Lambda authorizer. The caller's identity then scopes its idempotency keys.
   * Routes added later have it too, unless they name another.
   *
   * A Lambda authorizer should return `principalId` or `sub` in its context. Without either, the whole context is the identity (but for
   * `exp`, `iat`, `nbf`, `jti` and `auth_time`); without a context, all callers share their keys. A JWT counts by `sub`, otherwise by
   * `client_id`, `azp`, `cid` or `appid`.
   *
   * @default - anybody who knows the URL
   */
  readonly authorizer?: IHttpRouteAuthorizer;

  /**
   * Scopes of which a JWT must hold one. Only with a JWT authorizer.
   *
   * @default - none
   */
  readonly authorizationScopes?: string[];

  /**
   * Most requests that the whole stage takes. More are answered 429. `rateLimit` is what it takes steadily, in requests per second, `burstLimit` how
   * many may arrive at once. Each at least 1, and at most the account's quota: 10,000 a second, and 5,000 at once, in most regions; AWS raises
   * the rate on request, and the burst in step with it.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html
   * @default - 50 a second and 100 at once in dev, 500 and 1,000 in staging, 1,000 and 2,000 in prod, also for the one that is absent
   */
  readonly throttle?: ThrottleSettings;

  /**
   * How long the access log is kept. Not with `apiLogGroup`.
   *
   * @default - 1 week in dev, 1 month in staging, 1 year in prod
   */
  readonly accessLogRetention?: RetentionDays;

  /**
   * A domain of your own. The default endpoint is switched off once it serves.
   *
   * @default - the endpoint that API Gateway makes
   */
  readonly domain?: OrderApiDomain;
}

/**
 * A route that a shop adds to the API.
 */
export interface OrderRouteOptions {
  /** Path with a slash at its start and none at its end, such as `/orders/{orderId}`. `POST /orders` is the platform's own. */
  readonly path: string;

  /** Function that answers. */
  readonly handler: IFunction;

  /**
   * Methods of the route.
   *
   * @default [HttpMethod.GET]
   */
  readonly methods?: HttpMethod[];

  /**
   * Who may call the route. `new HttpNoneAuthorizer()` lets everybody.
   *
   * @default - the authorizer of the API, if it has one
   */
  readonly authorizer?: IHttpRouteAuthorizer;

  /**
   * Scopes of which a JWT must hold one. Only with a JWT authorizer.
   *
   * @default - those of the API, but none if the route names another authorizer
   */
  readonly authorizationScopes?: string[];
}
