import { Duration, Token } from 'aws-cdk-lib';
import { Violation } from './violation';

/** A prop with its value. */
export type PropValue = readonly [prop: string, value: unknown];

/** A closed range of integers. */
export interface IntegerRange {
  readonly minimum: number;
  /** None: as many as a number can count. A token is no limit, since nobody knows it yet. */
  readonly maximum?: number;
  /** What is counted, after the numbers. */
  readonly unit?: string;
}

/**
 * Text of a pattern. Absent values pass, and tokens: their text is known only at deployment.
 *
 * @internal
 */
export function pattern(prop: string, value: string | undefined, expression: RegExp, rule: string): Violation | undefined {
  if (value === undefined || Token.isUnresolved(value) || expression.test(value)) return undefined;
  return { prop, rule, got: value };
}

/**
 * An integer in a range. Absent values and tokens pass.
 *
 * @internal
 */
export function integer(prop: string, value: number | undefined, { minimum, maximum, unit }: IntegerRange): Violation | undefined {
  if (value === undefined || Token.isUnresolved(value)) return undefined;
  const ceiling = maximum === undefined || Token.isUnresolved(maximum) ? undefined : maximum;
  if (Number.isSafeInteger(value) && value >= minimum && value <= (ceiling ?? value)) return undefined;
  const range = ceiling === undefined ? `of ${minimum} or more` : `from ${minimum} to ${ceiling}`;
  return { prop, rule: `must be an integer ${range}${unit ? ` ${unit}` : ''}`, got: value };
}

/**
 * A value of an enum, which TypeScript alone checks. Absent values and tokens pass.
 *
 * @internal
 */
export function member(prop: string, value: string | number | undefined, members: Record<string, string | number>): Violation | undefined {
  // An enum of numbers has its values as keys, too.
  const allowed = Object.entries(members).filter(([name]) => Number.isNaN(Number(name))).map(([, one]) => one);
  if (value === undefined || Token.isUnresolved(value) || allowed.includes(value)) return undefined;
  return { prop, rule: `must be one of ${allowed.join(', ')}`, got: value };
}

/**
 * Whole seconds in a range. As a token, a duration must come in the unit that the template wants.
 *
 * @internal
 */
export function wholeSeconds(prop: string, value: Duration | undefined, range: IntegerRange): Violation | undefined {
  if (!value || value.isUnresolved()) return tokenUnit(prop, value, 'seconds');
  return integer(prop, value.toSeconds({ integral: false }), { unit: 'seconds', ...range });
}

/**
 * A duration that is no token in another unit than the template's: CloudFormation can't calculate. All other durations pass.
 *
 * @internal
 */
export function tokenUnit(prop: string, value: Duration | undefined, unit: 'seconds' | 'millis'): Violation | undefined {
  if (!value?.isUnresolved() || value.unitLabel() === unit) return undefined;
  return {
    prop,
    rule: `must be given as \`Duration.${unit}()\` when it is a token: CloudFormation converts no units`,
    got: `Duration.${value.unitLabel()}()`,
  };
}

/**
 * Two props of which the second would be ignored. At most one of them is given.
 *
 * @param advice why, or what to do instead
 * @internal
 */
export function notBoth([prop, value]: PropValue, [otherProp, otherValue]: PropValue, advice: string): Violation | undefined {
  if (value === undefined || otherValue === undefined) return undefined;
  return { prop, rule: `and \`${otherProp}\` must not be given together: ${advice}` };
}

/**
 * A rule of one's own: the violation if it is broken.
 *
 * @internal
 */
export function unless(isMet: boolean, prop: string, rule: string, got?: unknown): Violation | undefined {
  return isMet ? undefined : { prop, rule, got };
}
