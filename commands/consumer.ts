import type { Aws } from './aws-cli';
import { CommandError } from './command-error';
import type { CommandLine } from './command-line';
import { findPlatform, Platform } from './platform';
import { OrderEvent } from '../src/handler-contract/order-event';

/** A consumer as it is deployed. */
export interface Consumer {
  readonly id: string;
  readonly platform: Platform;
  readonly ruleArn: string;
  /** Which events the rule lets through. */
  readonly eventPattern: string;
  readonly targetArn: string;
  readonly deadLetterQueueArn: string;
}

interface Rule {
  readonly Name: string;
  readonly Arn: string;
  readonly State: string;
  readonly EventPattern?: string;
}

interface Target {
  readonly Arn: string;
  readonly DeadLetterConfig?: { readonly Arn: string };
}

/**
 * The consumer that is named on the command line.
 *
 * @throws CommandError if there is none, or it is switched off
 */
export async function findConsumer(aws: Aws, line: Pick<CommandLine, 'stack' | 'platform' | 'consumer'>): Promise<Consumer> {
  const platform = await findPlatform(aws, line);
  const { Rules } = await aws<{ readonly Rules: readonly Rule[] }>('events', 'list-rules', { EventBusName: platform.busName });
  const rules = Rules.filter(isConsumer);
  const rule = rules.find(({ Name }) => Name === line.consumer);
  if (!rule) {
    const others = rules.map(({ Name }) => Name).sort().join(', ') || 'none';
    throw new CommandError(`${platform.name} has no consumer ${line.consumer}, but: ${others}`);
  }
  if (rule.State !== 'ENABLED') throw new CommandError(`The rule of ${rule.Name} is disabled, so nothing would reach it: ${rule.Arn}`);
  const { Targets: [target] } = await aws<{ readonly Targets: readonly Target[] }>('events', 'list-targets-by-rule', {
    EventBusName: platform.busName, Rule: rule.Name,
  });
  if (!target?.DeadLetterConfig) throw new CommandError(`The rule of ${rule.Name} has no target with a dead-letter queue: ${rule.Arn}`);
  return {
    id: rule.Name,
    platform,
    ruleArn: rule.Arn,
    eventPattern: rule.EventPattern!,
    targetArn: target.Arn,
    deadLetterQueueArn: target.DeadLetterConfig.Arn,
  };
}

/** A consumer's rule takes what is addressed to it. The bus may have rules of the shop's own. */
function isConsumer({ Name, EventPattern }: Rule): boolean {
  const { detail } = JSON.parse(EventPattern ?? '{}') as { readonly detail?: Readonly<Record<string, unknown>> };
  const recipients = detail?.[OrderEvent.RECIPIENT];
  return Array.isArray(recipients) && recipients.includes(Name);
}
