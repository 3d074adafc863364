import { Duration } from 'aws-cdk-lib';
import { CorsHttpMethod, CorsPreflightOptions } from 'aws-cdk-lib/aws-apigatewayv2';
import { OrderCorsOptions } from './order-api-options';

/**
 * What the API answers to preflights.
 *
 * @internal
 */
export function corsPreflightOf(cors: OrderCorsOptions = {}): CorsPreflightOptions {
  return {
    allowOrigins: cors.allowOrigins ?? ['*'],
    allowHeaders: cors.allowHeaders ?? ['content-type', 'idempotency-key', 'authorization'],
    allowMethods: cors.allowMethods ?? [CorsHttpMethod.POST],
    exposeHeaders: cors.exposeHeaders ?? ['location', 'idempotent-replayed', 'retry-after'],
    allowCredentials: cors.allowCredentials,
    maxAge: cors.maxAge ?? Duration.hours(1),
  };
}
