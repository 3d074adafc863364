import { Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { invalidProp, requirePattern } from '../validation/prop-validation';

interface NameRule {
  readonly service: string;
  readonly before: string;
  readonly after: string;
  readonly limit: number;
}

/** Every physical name with the limit of its service. Characters: letters, digits and hyphens are valid in all of them. */
const NAME_RULES = {
  table: { service: 'DynamoDB table', before: '', after: '-orders', limit: 255 },
  function: { service: 'Lambda function', before: '', after: '-order-processing', limit: 64 },
  api: { service: 'API Gateway API', before: '', after: '-order-api', limit: 128 },
  topic: { service: 'SNS topic', before: '', after: '-order-alarms', limit: 256 },
  keyAlias: { service: 'KMS alias', before: 'alias/', after: '-orders', limit: 256 },
  functionLogGroup: { service: 'CloudWatch log group', before: '/aws/lambda/', after: '-order-processing', limit: 512 },
  // Log groups under /aws/vendedlogs/ do not use up the account's ten log resource policies.
  apiLogGroup: { service: 'CloudWatch log group', before: '/aws/vendedlogs/', after: '-order-api', limit: 512 },
  dashboard: { service: 'CloudWatch dashboard', before: '', after: '-orders', limit: 255 },
} satisfies Record<string, NameRule>;

/** Of a CloudWatch alarm. The platform's own alarms have short names. */
const ALARM_NAME_LIMIT = 255;

/** What a project name may be. */
export const PROJECT_NAME_PATTERN = /^[A-Za-z][A-Za-z0-9-]*$/;

/** What an environment suffix may be. */
export const ENVIRONMENT_SUFFIX_PATTERN = /^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?$/;

/**
 * Makes and checks every physical name: `<projectName>-<environmentSuffix>-<what>`.
 *
 * The role has no physical name: IAM is global, so the same platform in a second region would collide.
 *
 * @internal
 */
export class PhysicalNames {
  /** `<projectName>-<environmentSuffix>`, also the `Platform` dimension of the business metrics. */
  public readonly prefix: string;

  constructor(scope: IConstruct, projectName: string, environmentSuffix: string) {
    requirePattern(scope, 'projectName', projectName, PROJECT_NAME_PATTERN,
      'must start with a letter and hold only letters, digits and hyphens');
    requirePattern(scope, 'environmentSuffix', environmentSuffix, ENVIRONMENT_SUFFIX_PATTERN,
      'must hold only letters, digits and hyphens, and start and end with a letter or digit');
    this.prefix = `${projectName}-${environmentSuffix}`;
    if (!Token.isUnresolved(projectName)) {
      this.checkLengths(scope, projectName, Token.isUnresolved(environmentSuffix) ? '' : environmentSuffix);
    }
  }

  public get table(): string { return this.name('table'); }
  public get function(): string { return this.name('function'); }
  public get api(): string { return this.name('api'); }
  public get topic(): string { return this.name('topic'); }
  public get keyAlias(): string { return this.name('keyAlias'); }
  public get functionLogGroup(): string { return this.name('functionLogGroup'); }
  public get apiLogGroup(): string { return this.name('apiLogGroup'); }
  public get dashboard(): string { return this.name('dashboard'); }

  /** @param what what the alarm watches, in lower case with hyphens */
  public alarm(what: string): string {
    return `${this.prefix}-${what}`;
  }

  /**
   * @param consumerId id of the consumer that the alarm is for
   * @param what what the alarm watches, in lower case with hyphens
   * @throws an error if the name would be too long
   */
  public consumerAlarm(scope: IConstruct, consumerId: string, what: string): string {
    const name = this.alarm(`${consumerId}-${what}`);
    if (!Token.isUnresolved(this.prefix) && name.length > ALARM_NAME_LIMIT) {
      throw invalidProp(scope, 'id', `must have at most ${ALARM_NAME_LIMIT - name.length + consumerId.length} characters: ` +
        `the name of the alarm ${what} would be ${name.length} characters long, and ${ALARM_NAME_LIMIT} are allowed`, name);
    }
    return name;
  }

  private name(kind: keyof typeof NAME_RULES): string {
    const { before, after } = NAME_RULES[kind];
    return `${before}${this.prefix}${after}`;
  }

  private checkLengths(scope: IConstruct, projectName: string, environmentSuffix: string): void {
    for (const { service, before, after, limit } of Object.values<NameRule>(NAME_RULES)) {
      const name = `${before}${projectName}-${environmentSuffix}${after}`;
      if (name.length > limit) {
        const room = limit - before.length - after.length - 1;
        throw invalidProp(scope, 'projectName', `and \`environmentSuffix\` must have at most ${room} characters together: ` +
          `the ${service} name would be ${name.length} characters long, and ${limit} are allowed`, name);
      }
    }
  }
}
