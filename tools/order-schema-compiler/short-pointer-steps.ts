import { MAX_POINTER_LENGTH } from '../../lambda/place-order/violations/json-pointer';

/** How ajv writes, into the code of each error, the step of a pointer that is a member name of the request. */
const AJV_STEP = /(\w+)\.replace\(\/~\/g, ?"~0"\)\.replace\(\/\\\/\/g, ?"~1"\)/g;

const POINTER_STEP = 'const pointerStep = (name) => name.length > '
  + `${MAX_POINTER_LENGTH} ? "x".repeat(${MAX_POINTER_LENGTH + 1}) : name.replace(/~/g, "~0").replace(/\\//g, "~1");`;

/**
 * Makes generated code not spell out a member name of which the answer won't list the pointer.
 *
 * ajv copies and escapes the name for every error below it: gigabytes for a body of 300 KB.
 */
export function withShortPointerSteps(code: string): string {
  const shortened = code.replace(AJV_STEP, 'pointerStep($1)');
  return shortened === code ? code : `${POINTER_STEP}${shortened}`;
}
