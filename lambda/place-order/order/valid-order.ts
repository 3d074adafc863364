import { OrderViolation, validate } from './order-validator';
import { PLATFORM_ATTRIBUTES } from './stored-attributes';
import { RejectionReason } from '../../../src/order-metrics';
import { jsonPointer } from '../json/json-pointer';
import type { JsonObject, JsonValue } from '../json/json-value';
import { Rejection, Violation } from '../problem';

/** Keeps the answer to a hostile order within Lambda's limits. */
const MAX_VIOLATIONS = 100;

/**
 * The body as an order object.
 *
 * @throws Rejection 422 with every violation of the schema
 */
export function requireValidOrder(body: JsonValue): JsonObject {
  const violations = validate(body) ? platformMembers(body) : validate.errors!.filter(saysMore).map(toViolation);
  if (violations.length === 0) return body as JsonObject;
  throw new Rejection(RejectionReason.INVALID_ORDER, {
    status: 422,
    type: 'invalid-order',
    title: 'Order is invalid',
    detail: violations.length > MAX_VIOLATIONS
      ? `The order violates its schema in ${violations.length} places, of which the first ${MAX_VIOLATIONS} are listed.`
      : 'The order violates its schema.',
    violations: violations.slice(0, MAX_VIOLATIONS),
  });
}

/** `propertyNames` only repeats that a name is invalid, after the error that says why. */
function saysMore({ keyword }: OrderViolation): boolean {
  return keyword !== 'propertyNames';
}

function toViolation({ instancePath, propertyName, params, message, schemaPath }: OrderViolation): Violation {
  const member = params.additionalProperty ?? params.unevaluatedProperty ?? params.missingProperty ?? propertyName;
  return {
    pointer: typeof member === 'string' ? instancePath + jsonPointer([member]) : instancePath,
    detail: propertyName === undefined ? violationDetail(params, message) : `has a name that ${message}`,
    rule: schemaPath,
  };
}

function violationDetail(params: OrderViolation['params'], message = 'is invalid'): string {
  if ('additionalProperty' in params || 'unevaluatedProperty' in params) return 'is not a member that the schema knows';
  if ('missingProperty' in params) return 'is required';
  return message;
}

/** Members that a custom schema lets pass, although the platform's own attributes would overwrite them. */
function platformMembers(body: JsonValue): Violation[] {
  return PLATFORM_ATTRIBUTES
    .filter((attribute) => Object.hasOwn(body as JsonObject, attribute))
    .map((attribute) => ({ pointer: jsonPointer([attribute]), detail: 'is a name that the platform uses itself', rule: attribute }));
}
