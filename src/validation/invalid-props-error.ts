import { IConstruct } from 'constructs';
import { Violation, violationText } from './violation';

/** By these, any copy of `aws-cdk-lib` knows a validation error (`Errors.isValidationError`), also where its own class is another copy's. */
const CONSTRUCT_ERROR = Symbol.for('@aws-cdk/core.SynthesisError');
const VALIDATION_ERROR = Symbol.for('@aws-cdk/core.ValidationError');

/**
 * All wrong props of one construct. Each is a line of the message: construct path, prop, rule, value.
 *
 * @internal
 */
export class InvalidPropsError extends Error {
  public readonly name = 'InvalidProps';
  public readonly type = 'validation';
  public readonly level = 'error';
  public readonly time = new Date().toISOString();
  public readonly constructPath: string;

  constructor(scope: IConstruct, public readonly violations: readonly Violation[]) {
    const lines = violations.map(violation => `[${scope.node.path}] ${violationText(violation)}`);
    super(lines.length === 1 ? lines[0] : [`${lines.length} props are invalid:`, ...lines].join('\n'));
    this.constructPath = scope.node.path;
    for (const mark of [CONSTRUCT_ERROR, VALIDATION_ERROR]) Object.defineProperty(this, mark, { value: true });
  }
}

/**
 * The error of one wrong argument, where there are no props to collect: of a grant, or of what only creating can tell.
 *
 * @internal
 */
export function invalidProp(scope: IConstruct, prop: string, rule: string, got?: unknown): Error {
  return new InvalidPropsError(scope, [{ prop, rule, got }]);
}
