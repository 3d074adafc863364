import { Duration, Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { InvalidPropsError } from './invalid-props-error';

/**
 * The error of an invalid prop, in the one form this library uses: construct path, prop, rule, value.
 *
 * @internal
 */
export function invalidProp(scope: IConstruct, prop: string, rule: string, got?: unknown): Error {
  return new InvalidPropsError(scope, [{ prop, rule, got }]);
}

/**
 * Checks text against a pattern. Tokens pass: their text is known only at deployment.
 *
 * @internal
 */
export function requirePattern(scope: IConstruct, prop: string, value: string, pattern: RegExp, rule: string): void {
  if (!Token.isUnresolved(value) && !pattern.test(value)) {
    throw invalidProp(scope, prop, rule, value);
  }
}

/**
 * Checks a number that must be an integer in a closed range. Absent values pass, and tokens, also as a limit.
 *
 * @internal
 */
export function requireInteger(scope: IConstruct, prop: string, value: number | undefined, minimum: number, maximum: number, unit = ''): void {
  if (value === undefined || Token.isUnresolved(value) || Token.isUnresolved(maximum)) return;
  if (!Number.isInteger(value) || value < minimum || value > maximum) {
    throw invalidProp(scope, prop, `must be an integer from ${minimum} to ${maximum}${unit && ` ${unit}`}`, value);
  }
}

/**
 * Checks that a value is one of an enum's, which TypeScript alone does. Absent values and tokens pass.
 *
 * @internal
 */
export function requireMember(scope: IConstruct, prop: string, value: string | number | undefined, members: Record<string, string | number>): void {
  // An enum of numbers has its values as keys, too.
  const allowed = Object.entries(members).filter(([name]) => Number.isNaN(Number(name))).map(([, member]) => member);
  if (value !== undefined && !Token.isUnresolved(value) && !allowed.includes(value)) {
    throw invalidProp(scope, prop, `must be one of ${allowed.join(', ')}`, value);
  }
}

/**
 * Checks a number of whole seconds in a closed range. As a token, a duration must come in the unit that the template wants.
 *
 * @internal
 */
export function requireSeconds(scope: IConstruct, prop: string, value: Duration | undefined, minimum: number, maximum: number): void {
  requireTokenUnit(scope, prop, value, 'seconds');
  if (value && !value.isUnresolved()) requireInteger(scope, prop, value.toSeconds({ integral: false }), minimum, maximum, 'seconds');
}

/**
 * Refuses a token in another unit than the template's: CloudFormation can't calculate. Other durations pass.
 *
 * @internal
 */
export function requireTokenUnit(scope: IConstruct, prop: string, value: Duration | undefined, unit: 'seconds' | 'millis'): void {
  if (value?.isUnresolved() && value.unitLabel() !== unit) {
    throw invalidProp(scope, prop, `must be given as \`Duration.${unit}()\` when it is a token: CloudFormation converts no units`,
      `Duration.${value.unitLabel()}()`);
  }
}

/**
 * Refuses two props of which the second would be ignored.
 *
 * @internal
 */
export function refuseBoth(scope: IConstruct, first: string, firstValue: unknown, second: string, secondValue: unknown, advice: string): void {
  if (firstValue !== undefined && secondValue !== undefined) {
    throw new Error(`[${scope.node.path}] \`${first}\` and \`${second}\` must not be given together: ${advice}`);
  }
}
