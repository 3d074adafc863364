import { CfnOutput, Duration, SecretValue, Stack, StackProps } from 'aws-cdk-lib';
import { HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaAuthorizer, HttpLambdaResponseType } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import {
  AllowedMethods, CacheHeaderBehavior, CachePolicy, CacheQueryStringBehavior, Distribution, OriginProtocolPolicy, OriginRequestPolicy,
  OriginSslPolicy, ResponseHeadersPolicy, ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { Code, Function, IFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { OrderEnvironment, OrderProcessingPlatform } from 'cdk-order-processing-platform';
import { join } from 'node:path';

/** Header by which the API knows that a request came through the distribution. */
const ORIGIN_SECRET_HEADER = 'x-origin-secret';

/** Errors that CloudFront keeps for 10 seconds unless told otherwise, whatever their `Cache-Control` says. */
const KEPT_ERRORS = [404, 414, 500, 501, 502, 503, 504];

/**
 * A shop whose reads are cached. An HTTP API has no cache of its own, so a CloudFront distribution stands in front of it, with a cache policy
 * for each route, and a secret that it adds to every request: without it the API answers 401 or 403, so that nobody gets around the cache.
 */
export class CachingStack extends Stack {
  public readonly platform: OrderProcessingPlatform;
  public readonly distribution: Distribution;

  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);
    const secret = new Secret(this, 'OriginSecret', {
      description: 'Shared by the distribution and the API behind it',
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
    });
    this.platform = new OrderProcessingPlatform(this, 'Orders', {
      environment: OrderEnvironment.STAGING,
      alertEmailAddress: 'oncall@shop.example',
      apiOptions: { authorizer: this.originCheck(secret) },
    });
    this.platform.addRoute({ path: '/products', methods: [HttpMethod.GET, HttpMethod.HEAD], handler: this.shopFunction('Products', 'products') });
    this.platform.addRoute({ path: '/orders/{orderId}', handler: this.shopFunction('OrderStatus', 'order-status') });
    this.distribution = this.distributionTo(secret.secretValue);
    new CfnOutput(this, 'Url', { value: `https://${this.distribution.distributionDomainName}` });
  }

  /** Lets only requests through that hold the secret. It runs for all routes, `POST /orders` among them. */
  private originCheck(secret: Secret): HttpLambdaAuthorizer {
    const check = this.shopFunction('OriginCheck', 'origin-check', { SECRET_ARN: secret.secretArn, SECRET_HEADER: ORIGIN_SECRET_HEADER });
    secret.grantRead(check);
    return new HttpLambdaAuthorizer('OriginCheck', check, {
      identitySource: [`$request.header.${ORIGIN_SECRET_HEADER}`],
      responseTypes: [HttpLambdaResponseType.SIMPLE],
      resultsCacheTtl: Duration.minutes(5),
    });
  }

  private distributionTo(secret: SecretValue): Distribution {
    const { api, apiStage } = this.platform;
    const origin = new HttpOrigin(`${api.apiId}.execute-api.${this.region}.${this.urlSuffix}`, {
      protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
      originSslProtocols: [OriginSslPolicy.TLS_V1_2],
      // A reference that CloudFormation resolves at deployment: the secret is in no template.
      customHeaders: { [ORIGIN_SECRET_HEADER]: secret.unsafeUnwrap() },
    });
    const distribution = new Distribution(this, 'Distribution', {
      comment: `In front of ${this.platform.platformName}`,
      errorResponses: KEPT_ERRORS.map(httpStatus => ({ httpStatus, ttl: Duration.seconds(0) })),
      // Orders and their status are each caller's own: never cached.
      defaultBehavior: {
        origin,
        viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
        allowedMethods: AllowedMethods.ALLOW_ALL,
        cachePolicy: CachePolicy.CACHING_DISABLED,
        originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
      },
      // The same for everybody: as long as the answer's `Cache-Control` says, at most an hour.
      additionalBehaviors: {
        '/products': {
          origin,
          viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
          allowedMethods: AllowedMethods.ALLOW_GET_HEAD,
          // From the edge, since one copy serves pages of all origins. Reading it needs no preflight.
          responseHeadersPolicy: ResponseHeadersPolicy.CORS_ALLOW_ALL_ORIGINS,
          cachePolicy: new CachePolicy(this, 'ProductsCache', {
            comment: 'One copy for each category and page, and for each language',
            queryStringBehavior: CacheQueryStringBehavior.allowList('category', 'page'),
            headerBehavior: CacheHeaderBehavior.allowList('Accept-Language'),
            minTtl: Duration.seconds(0),
            defaultTtl: Duration.seconds(0),
            maxTtl: Duration.hours(1),
            enableAcceptEncodingGzip: true,
            enableAcceptEncodingBrotli: true,
          }),
        },
      },
    });
    distribution.node.addDependency(apiStage);
    return distribution;
  }

  private shopFunction(id: string, directory: string, environment?: Record<string, string>): IFunction {
    return new Function(this, id, {
      runtime: Runtime.NODEJS_24_X,
      handler: 'index.handler',
      code: Code.fromAsset(join(__dirname, 'handlers', directory)),
      environment,
    });
  }
}
