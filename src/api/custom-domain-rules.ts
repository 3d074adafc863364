import { Stack, Token } from 'aws-cdk-lib';
import { ICertificateRef } from 'aws-cdk-lib/aws-certificatemanager';
import { IHostedZone } from 'aws-cdk-lib/aws-route53';
import { IConstruct } from 'constructs';
import { OrderApiDomain } from './custom-domain-options';
import { pattern, unless } from '../validation/prop-rules';
import { PropRules } from '../validation/validate-props';
import { Violation } from '../validation/violation';

const DOMAIN_NAME = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+([a-z]{2,}|xn--[a-z0-9-]*[a-z0-9])$/;
const MAPPING_KEY = /^[A-Za-z0-9$_.+!*'()-]+(\/[A-Za-z0-9$_.+!*'()-]+)*$/;

/**
 * Rules of a domain.
 *
 * @internal
 */
export const customDomainRules: PropRules<OrderApiDomain> = (
  { domainName, certificate, ownershipCertificate, hostedZone, mappingKey, mtls }, scope,
) => [
  pattern('apiOptions.domain.domainName', domainName, DOMAIN_NAME, 'must be a fully qualified domain name in lower case, without a wildcard'),
  hostedZone && inZone(domainName, hostedZone),
  pattern('apiOptions.domain.mappingKey', mappingKey, MAPPING_KEY, 'must be a path without a slash at its start or end'),
  ofRegion(scope, 'apiOptions.domain.certificate', certificate),
  ownershipCertificate && [
    ofRegion(scope, 'apiOptions.domain.ownershipCertificate', ownershipCertificate),
    unless(mtls !== undefined, 'apiOptions.domain.ownershipCertificate', 'must come with `apiOptions.domain.mtls`'),
  ],
  pattern('apiOptions.domain.mtls.key', mtls?.key, /^.{1,1024}$/s, 'must be 1 to 1,024 characters'),
];

/** A regional domain takes certificates of its own region only. */
function ofRegion(scope: IConstruct, prop: string, { certificateRef: { certificateId } }: ICertificateRef): Violation | undefined {
  const { region } = Stack.of(scope);
  if (Token.isUnresolved(region) || Token.isUnresolved(certificateId)) return undefined;
  return unless(certificateId.split(':')[3] === region, prop, `must be in the API's region ${region}`, certificateId);
}

function inZone(domainName: string, { zoneName }: IHostedZone): Violation | undefined {
  if (Token.isUnresolved(domainName) || Token.isUnresolved(zoneName)) return undefined;
  const zone = zoneName.replace(/\.$/, '');
  return unless(`.${domainName}`.endsWith(`.${zone}`), 'apiOptions.domain.domainName',
    `must be in the zone '${zone}' of \`apiOptions.domain.hostedZone\``, domainName);
}
