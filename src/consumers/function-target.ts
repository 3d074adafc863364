import { Duration, IResource, Stack, Token } from 'aws-cdk-lib';
import { RuleTargetConfig, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { Policy, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnEventInvokeConfig, EventInvokeConfig, IAlias, IFunction, IVersion } from 'aws-cdk-lib/aws-lambda';
import { IQueue } from 'aws-cdk-lib/aws-sqs';
import { IConstruct } from 'constructs';
import { DeliveryBinding, DeliveryTarget } from './delivery-target';
import { warnOfMissingStatement } from './missing-statement';
import { CONSUMER_DEFAULTS } from './order-consumer-defaults';
import { CLOUD_EVENT_PATH } from './order-pattern';
import { sameEnvironment } from './target-environment';
import { acknowledgeInlinePolicy } from '../compliance/acknowledged-finding';
import { unless } from '../validation/prop-rules';
import { Verdict } from '../validation/validate-props';

/** What Lambda takes for asynchronous invocations. */
const MOST_ATTEMPTS = 2;
const LONGEST_AGE = Duration.hours(6);

/** Functions whose asynchronous invocations a consumer has set. */
const taken = new WeakSet<IFunction>();

/** @internal */
export class FunctionTarget implements DeliveryTarget {
  public readonly resource: IResource;
  public readonly functionName: string;

  constructor(private readonly handler: IFunction) {
    this.resource = handler;
    this.functionName = handler.functionName;
  }

  public rules(platform: IConstruct): readonly Verdict[] {
    const isTaken = taken.has(this.handler) || this.handler.node.tryFindChild('EventInvokeConfig') !== undefined;
    return [
      sameEnvironment(platform, 'handler', this.handler),
      unless(!isTaken, 'handler', 'must not have settings of asynchronous invocations already, by `onFailure`, `onSuccess`, `retryAttempts`, ' +
        '`maxEventAge` or another consumer: Lambda has one of them for a function. Give an alias of it, which has its own', this.handler.node.path),
    ];
  }

  public bind(binding: DeliveryBinding): RuleTargetConfig {
    const { scope, consumer, ruleArn, deadLetterQueue, options } = binding;
    const { handler } = this;
    taken.add(handler);
    handler.addPermission(`Deliver${consumer.node.addr}`, { scope, principal: new ServicePrincipal('events.amazonaws.com'), sourceArn: ruleArn });
    const permission = this.allowDeadLetters(binding);
    const { retryAttempts = CONSUMER_DEFAULTS.retryAttempts, maxEventAge = CONSUMER_DEFAULTS.maxEventAge } = options;
    const settings = new EventInvokeConfig(scope, 'AsyncInvocation', {
      ...qualified(handler),
      retryAttempts: Token.isUnresolved(retryAttempts) ? MOST_ATTEMPTS : Math.min(retryAttempts, MOST_ATTEMPTS),
      maxEventAge: maxEventAge.isUnresolved() || maxEventAge.toSeconds() > LONGEST_AGE.toSeconds() ? LONGEST_AGE : maxEventAge,
      onFailure: withoutGrant(deadLetterQueue),
    });
    // Lambda checks at creation that the function's role may write the queue.
    if (permission) (settings.node.defaultChild as CfnEventInvokeConfig).node.addDependency(permission);
    return { arn: handler.functionArn, input: RuleTargetInput.fromEventPath(CLOUD_EVENT_PATH) };
  }

  /** Lambda writes to the dead-letter queue with the function's own role. */
  private allowDeadLetters({ scope, consumer, deadLetterQueue, encryptionKey }: DeliveryBinding): Policy | undefined {
    const { region, urlSuffix } = Stack.of(consumer);
    const statements = [
      new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [deadLetterQueue.queueArn] }),
      new PolicyStatement({
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        resources: [encryptionKey.keyArn],
        conditions: {
          StringEquals: { 'kms:ViaService': `sqs.${region}.${urlSuffix}`, 'kms:EncryptionContext:aws:sqs:arn': deadLetterQueue.queueArn },
        },
      }),
    ];
    const { role } = this.handler;
    if (!role) {
      warnOfMissingStatement(consumer, 'consumerRole', 'function\'s role', ...statements);
      return undefined;
    }
    const policy = new Policy(scope, 'DeadLetterPolicy', { statements });
    policy.attachToRole(role);
    acknowledgeInlinePolicy(policy);
    return policy;
  }
}

/** The function of an alias or a version, and which of its. */
function qualified(handler: IFunction): { function: IFunction; qualifier?: string } {
  const { lambda, aliasName, version } = handler as Partial<IAlias & IVersion>;
  if (!lambda) return { function: handler };
  return { function: lambda, qualifier: aliasName ?? String(version) };
}

/** `SqsDestination` would grant every use of the key. */
function withoutGrant(queue: IQueue) {
  return { bind: () => ({ destination: queue.queueArn }) };
}
