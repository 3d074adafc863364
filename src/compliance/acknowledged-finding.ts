import { Validations } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

/**
 * Acknowledges rules of cdk-nag that a resource breaks on purpose, so that whoever runs a rule pack over an app with the platform sees the
 * findings of the app only. `docs/security.md` lists them. Nothing of it gets into a template.
 *
 * @internal
 */
export function acknowledgeFinding(construct: IConstruct, reason: string, ...ruleIds: string[]): void {
  Validations.of(construct).acknowledge(...ruleIds.map(id => ({ id, reason })));
}

/**
 * Acknowledges that a role of the platform has its policy inline.
 *
 * @internal
 */
export function acknowledgeInlinePolicy(construct: IConstruct): void {
  acknowledgeFinding(construct,
    'The policy names this platform\'s own resources, so that no other role could use it: inline, it lives and dies with its one role.',
    'NIST.800.53.R5-IAMNoInlinePolicy', 'HIPAA.Security-IAMNoInlinePolicy', 'PCI.DSS.321-IAMNoInlinePolicy');
}
