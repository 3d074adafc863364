/** A finding that is expected on every resource of one type. */
export interface LintException {
  readonly rule: string;
  readonly resourceType: string;
  /** Name of the one template it is expected in; in any, if absent. */
  readonly template?: string;
  readonly reason: string;
}

/** The template that `npm run template` writes. */
export const CLI_TEMPLATE = 'npm run template';

/** All that cfn-lint finds and may find. Everything else fails, and so does an exception that is no longer needed. */
export const LINT_EXCEPTIONS: readonly LintException[] = [
  {
    rule: 'W3005',
    resourceType: 'AWS::Lambda::Function',
    reason: 'CDK\'s `Function` names its role beside the role\'s policy in `DependsOn`. The role is implied by a reference, the policy is not.',
  },
  {
    rule: 'W3005',
    resourceType: 'AWS::ApiGatewayV2::ApiMapping',
    reason: 'CDK\'s `ApiMapping` names its domain in `DependsOn`, which a reference implies.',
  },
  {
    rule: 'W3002',
    resourceType: 'AWS::Lambda::Function',
    template: CLI_TEMPLATE,
    reason: 'The code is a local file: `aws cloudformation package` uploads it and puts its address there before the template is deployed.',
  },
];
