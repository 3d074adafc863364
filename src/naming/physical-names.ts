
/** What a service's name is made of, and how long it may be. */
export interface NameRule {
  readonly service: string;
  readonly before: string;
  readonly after: string;
  readonly limit: number;
}

/** Every physical name with the limit of its service. Characters: letters, digits and hyphens are valid in all of them. */
export const NAME_RULES = {
  table: { service: 'DynamoDB table', before: '', after: '-orders', limit: 255 },
  function: { service: 'Lambda function', before: '', after: '-order-processing', limit: 64 },
  api: { service: 'API Gateway API', before: '', after: '-order-api', limit: 128 },
  topic: { service: 'SNS topic', before: '', after: '-order-alarms', limit: 256 },
  keyAlias: { service: 'KMS alias', before: 'alias/', after: '-orders', limit: 256 },
  functionLogGroup: { service: 'CloudWatch log group', before: '/aws/lambda/', after: '-order-processing', limit: 512 },
  // Log groups under /aws/vendedlogs/ do not use up the account's ten log resource policies.
  apiLogGroup: { service: 'CloudWatch log group', before: '/aws/vendedlogs/', after: '-order-api', limit: 512 },
  relay: { service: 'Lambda function', before: '', after: '-order-relay', limit: 64 },
  relayLogGroup: { service: 'CloudWatch log group', before: '/aws/lambda/', after: '-order-relay', limit: 512 },
  orderBus: { service: 'EventBridge event bus', before: '', after: '-orders', limit: 256 },
  dashboard: { service: 'CloudWatch dashboard', before: '', after: '-orders', limit: 255 },
} satisfies Record<string, NameRule>;

/**
 * Makes and checks every physical name: `<projectName>-<environmentSuffix>-<what>`.
 *
 * The role has no physical name: IAM is global, so the same platform in a second region would collide.
 *
 * @internal
 */
export class PhysicalNames {
  /** @param platformName `<projectName>-<environmentSuffix>` */
  public static tableOf(platformName: string): string {
    const { before, after } = NAME_RULES.table;
    return `${before}${platformName}${after}`;
  }

  /** `<projectName>-<environmentSuffix>`, also the `Platform` dimension of the business metrics. */
  public readonly prefix: string;

  constructor(projectName: string, environmentSuffix: string) {
    this.prefix = `${projectName}-${environmentSuffix}`;
  }

  public get table(): string { return this.name('table'); }
  public get function(): string { return this.name('function'); }
  public get api(): string { return this.name('api'); }
  public get topic(): string { return this.name('topic'); }
  public get keyAlias(): string { return this.name('keyAlias'); }
  public get functionLogGroup(): string { return this.name('functionLogGroup'); }
  public get apiLogGroup(): string { return this.name('apiLogGroup'); }
  public get relay(): string { return this.name('relay'); }
  public get relayLogGroup(): string { return this.name('relayLogGroup'); }
  public get orderBus(): string { return this.name('orderBus'); }
  public get dashboard(): string { return this.name('dashboard'); }

  /** @param what what the alarm watches, in lower case with hyphens */
  public alarm(what: string): string {
    return `${this.prefix}-${what}`;
  }

  /**
   * @param consumerId id of the consumer that the alarm is for: with at most 64 characters, the name keeps far below the 255 of an alarm
   * @param what what the alarm watches, in lower case with hyphens
   */
  public consumerAlarm(consumerId: string, what: string): string {
    return this.alarm(`${consumerId}-${what}`);
  }

  private name(kind: keyof typeof NAME_RULES): string {
    const { before, after } = NAME_RULES[kind];
    return `${before}${this.prefix}${after}`;
  }
}
