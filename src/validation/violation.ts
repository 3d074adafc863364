/**
 * One wrong prop, which reads as a sentence: `prop` `rule`, got: `got`.
 *
 * @internal
 */
export interface Violation {
  /** Path of the prop in the construct's props, such as `apiOptions.cors.maxAge`. */
  readonly prop: string;
  /** What is wanted of it, such as `must be an e-mail address`. */
  readonly rule: string;
  /** Its value; nothing where the value says nothing, as that of an object. */
  readonly got?: unknown;
}

/**
 * The violation as users read it.
 *
 * @internal
 */
export function violationText({ prop, rule, got }: Violation): string {
  const value = got === undefined ? '' : `, got: ${typeof got === 'string' ? `'${got}'` : String(got)}`;
  return `\`${prop}\` ${rule}${value}`;
}
