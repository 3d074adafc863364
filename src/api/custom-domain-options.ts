import { DomainName } from 'aws-cdk-lib/aws-apigatewayv2';
import { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { IHostedZone } from 'aws-cdk-lib/aws-route53';
import { IBucket } from 'aws-cdk-lib/aws-s3';

/**
 * The trust store of mutual TLS: only clients with a certificate of it are let in.
 */
export interface OrderApiTrustStore {
  /** Bucket that holds the trust store. */
  readonly bucket: IBucket;

  /** Object key of the PEM file. */
  readonly key: string;

  /**
   * Version of the object.
   *
   * @default - the newest at deployment
   */
  readonly version?: string;
}

/**
 * A domain that the API serves. TLS 1.2 is the least it accepts.
 */
export interface OrderApiDomain {
  /** Fully qualified name, such as `orders.shop.example`. */
  readonly domainName: string;

  /** Certificate for the name, in the API's region. */
  readonly certificate: ICertificate;

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
   * Asks every client for a certificate.
   *
   * @default - no client certificates
   */
  readonly mutualTls?: OrderApiTrustStore;

  /**
   * Public certificate, issued by ACM in the API's region, that proves who owns the name: needed by mutual TLS when `certificate` was
   * imported into ACM or comes from a private CA. Only with `mutualTls`.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-mutual-tls.html
   */
  readonly ownershipCertificate?: ICertificate;
}

/** The domain with the URL at which the API answers. */
export interface OrderCustomDomain {
  readonly domainName: DomainName;
  readonly url: string;
}
