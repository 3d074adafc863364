import { IResource, Stack, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { invalidProp } from '../validation/prop-validation';

/**
 * Refuses a target of another account or region, as far as both are known: an event bus is what reaches those.
 *
 * @internal
 */
export function requireSameEnvironment(consumer: Construct, noun: string, target: IResource): void {
  const own = Stack.of(consumer);
  for (const place of ['account', 'region'] as const) {
    const [here, there] = [own[place], target.env[place]];
    if (Token.isUnresolved(here) || Token.isUnresolved(there) || here === there) continue;
    throw invalidProp(consumer, noun, `must be of the platform's ${place} ${here}; an event bus there reaches it: use \`OrderConsumer.fromEventBus\``, there);
  }
}
