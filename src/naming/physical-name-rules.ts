import { Token } from 'aws-cdk-lib';
import { NAME_RULES, NameRule } from './physical-names';
import { pattern } from '../validation/prop-rules';
import { PropRules } from '../validation/validate-props';
import { Violation } from '../validation/violation';

/** What a project name may be. */
export const PROJECT_NAME_PATTERN = /^[A-Za-z][A-Za-z0-9-]*$/;

/** What an environment suffix may be. */
export const ENVIRONMENT_SUFFIX_PATTERN = /^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?$/;

/** What all names are made of. */
export interface NameProps {
  readonly projectName: string;
  readonly environmentSuffix: string;
}

/**
 * Rules of the physical names.
 *
 * @internal
 */
export const physicalNameRules: PropRules<NameProps> = ({ projectName, environmentSuffix }) => [
  pattern('projectName', projectName, PROJECT_NAME_PATTERN, 'must start with a letter and hold only letters, digits and hyphens'),
  pattern('environmentSuffix', environmentSuffix, ENVIRONMENT_SUFFIX_PATTERN,
    'must hold only letters, digits and hyphens, and start and end with a letter or digit'),
  tooLong(projectName, environmentSuffix),
];

/** The first name that is too long for its service: the others say no more. */
function tooLong(projectName: string, environmentSuffix: string): Violation | undefined {
  if (Token.isUnresolved(projectName)) return undefined;
  const suffix = Token.isUnresolved(environmentSuffix) ? '' : environmentSuffix;
  for (const { service, before, after, limit } of Object.values<NameRule>(NAME_RULES)) {
    const name = `${before}${projectName}-${suffix}${after}`;
    if (name.length <= limit) continue;
    return {
      prop: 'projectName',
      rule: `and \`environmentSuffix\` must have at most ${limit - before.length - after.length - 1} characters together: ` +
        `the ${service} name would be ${name.length} characters long, and ${limit} are allowed`,
      got: name,
    };
  }
  return undefined;
}
