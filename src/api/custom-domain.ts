import { Stack, Token } from 'aws-cdk-lib';
import { DomainName, IpAddressType, SecurityPolicy } from 'aws-cdk-lib/aws-apigatewayv2';
import { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { ARecord, AaaaRecord, IHostedZone, RecordTarget } from 'aws-cdk-lib/aws-route53';
import { ApiGatewayv2DomainProperties } from 'aws-cdk-lib/aws-route53-targets';
import { Construct } from 'constructs';
import { OrderApiDomain, OrderCustomDomain } from './custom-domain-options';
import { invalidProp, requirePattern } from '../validation/prop-validation';

/**
 * Creates the API Gateway domain and its DNS records.
 *
 * @internal
 */
export function createCustomDomain(scope: Construct, domain: OrderApiDomain): OrderCustomDomain {
  const { domainName: name, certificate, ownershipCertificate, hostedZone, mappingKey, mtls } = domain;
  validate(scope, domain);
  const domainName = new DomainName(scope, 'OrderProcessingDomain', {
    domainName: name,
    certificate,
    ownershipCertificate,
    securityPolicy: SecurityPolicy.TLS_1_2,
    ipAddressType: IpAddressType.DUAL_STACK,
    mtls,
  });
  if (hostedZone) {
    const target = RecordTarget.fromAlias(new ApiGatewayv2DomainProperties(domainName.regionalDomainName, domainName.regionalHostedZoneId));
    const record = { zone: hostedZone, recordName: `${name}.`, target };
    new ARecord(scope, 'OrderProcessingDomainA', record);
    new AaaaRecord(scope, 'OrderProcessingDomainAAAA', record);
  }
  return { domainName, url: `https://${name}${mappingKey ? `/${mappingKey}` : ''}` };
}

function validate(scope: Construct, { domainName, certificate, ownershipCertificate, hostedZone, mappingKey, mtls }: OrderApiDomain): void {
  requirePattern(scope, 'apiOptions.domain.domainName', domainName, /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+([a-z]{2,}|xn--[a-z0-9-]*[a-z0-9])$/,
    'must be a fully qualified domain name in lower case, without a wildcard');
  if (mappingKey !== undefined) {
    requirePattern(scope, 'apiOptions.domain.mappingKey', mappingKey, /^[A-Za-z0-9$_.+!*'()-]+(\/[A-Za-z0-9$_.+!*'()-]+)*$/,
      'must be a path without a slash at its start or end');
  }
  requireRegion(scope, 'apiOptions.domain.certificate', certificate);
  if (ownershipCertificate) {
    requireRegion(scope, 'apiOptions.domain.ownershipCertificate', ownershipCertificate);
    if (!mtls) throw invalidProp(scope, 'apiOptions.domain.ownershipCertificate', 'must come with `apiOptions.domain.mtls`');
  }
  if (mtls) requirePattern(scope, 'apiOptions.domain.mtls.key', mtls.key, /^.{1,1024}$/s, 'must be 1 to 1,024 characters');
  if (hostedZone) requireZone(scope, domainName, hostedZone);
}

/** A regional domain takes certificates of its own region only. */
function requireRegion(scope: Construct, prop: string, { certificateArn }: ICertificate): void {
  const { region } = Stack.of(scope);
  if (Token.isUnresolved(region) || Token.isUnresolved(certificateArn)) return;
  const certificateRegion = certificateArn.split(':')[3];
  if (certificateRegion !== region) throw invalidProp(scope, prop, `must be in the API's region ${region}`, certificateArn);
}

function requireZone(scope: Construct, domainName: string, { zoneName }: IHostedZone): void {
  if (Token.isUnresolved(domainName) || Token.isUnresolved(zoneName)) return;
  const zone = zoneName.replace(/\.$/, '');
  if (!`.${domainName}`.endsWith(`.${zone}`)) {
    throw invalidProp(scope, 'apiOptions.domain.domainName', `must be in the zone '${zone}' of \`apiOptions.domain.hostedZone\``, domainName);
  }
}
