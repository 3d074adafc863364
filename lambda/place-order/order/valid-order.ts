import { OrderViolation, validate } from './order-validator';
import { RejectionReason } from '../../../src/handler-contract/order-metrics';
import { PLATFORM_ATTRIBUTES } from '../../order/stored-attributes';
import type { JsonObject, JsonValue } from '../json/json-value';
import { Rejection } from '../problem';
import { ViolationList } from '../violations/violation-list';

/**
 * The body as an order object.
 *
 * @throws Rejection 422 with the violations of the schema
 */
export function requireValidOrder(body: JsonValue): JsonObject {
  const violations = new ViolationList();
  if (validate(body)) addPlatformMembers(violations, body as JsonObject);
  else for (const error of validate.errors!) if (saysMore(error)) addViolation(violations, error);
  if (violations.count === 0) return body as JsonObject;
  throw new Rejection(RejectionReason.INVALID_ORDER, {
    status: 422,
    type: 'invalid-order',
    title: 'Order is invalid',
    detail: violations.summary('The order violates its schema'),
    violations: violations.listed,
  });
}

/** `propertyNames` only repeats that a name is invalid, after the error that says why. */
function saysMore({ keyword }: OrderViolation): boolean {
  return keyword !== 'propertyNames';
}

function addViolation(violations: ViolationList, { instancePath, propertyName, params, message, schemaPath }: OrderViolation): void {
  const member = params.additionalProperty ?? params.unevaluatedProperty ?? params.missingProperty ?? propertyName;
  const detail = propertyName === undefined ? violationDetail(params, message) : `has a name that ${message}`;
  violations.add({ pointer: instancePath, path: typeof member === 'string' ? [member] : [] }, detail, schemaPath);
}

function violationDetail(params: OrderViolation['params'], message = 'is invalid'): string {
  if ('additionalProperty' in params || 'unevaluatedProperty' in params) return 'is not a member that the schema knows';
  if ('missingProperty' in params) return 'is required';
  return message;
}

/** Members that a custom schema lets pass, although the platform's own attributes would overwrite them. */
function addPlatformMembers(violations: ViolationList, order: JsonObject): void {
  for (const attribute of PLATFORM_ATTRIBUTES) {
    if (Object.hasOwn(order, attribute)) violations.add({ path: [attribute] }, 'is a name that the platform uses itself', attribute);
  }
}
