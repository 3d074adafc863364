import { DomainName, MTLSConfig } from 'aws-cdk-lib/aws-apigatewayv2';
import { ICertificateRef } from 'aws-cdk-lib/aws-certificatemanager';
import { IHostedZone } from 'aws-cdk-lib/aws-route53';

/**
 * A domain that the API serves. TLS 1.2 is the least it accepts.
 */
export interface OrderApiDomain {
  /** Fully qualified name, such as `orders.shop.example`. */
  readonly domainName: string;

  /** Certificate for the name, in the API's region. */
  readonly certificate: ICertificateRef;

  /**
   * Zone in which IPv4 and IPv6 alias records are made.
   *
   * @default - no records; point the name at `customDomain` yourself
   */
  readonly hostedZone?: IHostedZone;

  /**
   * Path prefix under which the API is mapped, without slashes.
   *
   * @default - the root of the domain
   */
  readonly mappingKey?: string;

  /**
   * Mutual TLS: only clients with a certificate of the trust store are let in. `key` is the object key of its PEM file, 1 to 1,024 characters.
   *
   * @default - no client certificates
   */
  readonly mtls?: MTLSConfig;

  /**
   * Public certificate, issued by ACM in the API's region, that proves who owns the name: needed by mutual TLS when `certificate` was
   * imported into ACM or comes from a private CA. Only with `mtls`.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-mutual-tls.html
   */
  readonly ownershipCertificate?: ICertificateRef;
}

/** The domain with the URL at which the API answers. */
export interface OrderCustomDomain {
  /** The domain of API Gateway, to which DNS points. */
  readonly domainName: DomainName;

  /** `https://<domain>/<mappingKey>`, without a slash at its end. */
  readonly url: string;
}
