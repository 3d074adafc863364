import type { FailureRecord, InvocationRecord } from './invocation-record';
import { OrderMetric } from '../../../src/order-metrics';
import type { JsonValue } from '../json/json-value';
import { CURRENCIES } from '../order/order.generated';
import { Problem, Rejection } from '../problem';
import type { StoredOrder } from '../store/order-store';
import { WriteFailure } from '../store/write-failure';

/** Records an order that was stored, now or by an earlier request. */
export function recordOrder(record: InvocationRecord, { content, replayed }: StoredOrder): void {
  record.outcome('INFO', replayed ? 'Order replayed' : 'Order stored', 201);
  if (replayed) {
    record.count(OrderMetric.ORDERS_REPLAYED);
    return;
  }
  record.count(OrderMetric.ORDERS_PLACED);
  const { totalAmount, currency, items } = content;
  const units = orderedUnits(items);
  if (units !== undefined) record.count(OrderMetric.ORDER_ITEMS, units);
  if (isAmount(totalAmount) && isCurrency(currency)) record.amount(OrderMetric.ORDER_VALUE, totalAmount, currency);
}

/** Records a request that got no order. */
export function recordProblem(record: InvocationRecord, problem: Problem): void {
  const { status } = problem.details;
  if (problem instanceof Rejection) {
    record.outcome('WARN', 'Order rejected', status);
    record.rejection(problem.reason);
    record.rules((problem.details.violations ?? []).map(({ rule }) => rule));
    return;
  }
  record.outcome('ERROR', 'Order failed', status);
  if (problem instanceof WriteFailure) record.count(OrderMetric.WRITE_FAILURES);
  record.failure(failureRecord(problem));
}

interface RecordedError extends Error {
  /** Node's code of a connection error. */
  readonly code?: string;
  /** Whose fault it is, in what a service says. */
  readonly $fault?: string;
  readonly $metadata?: { readonly requestId?: string; readonly attempts?: number };
}

function failureRecord(problem: Problem): FailureRecord {
  const error = problem.cause as RecordedError;
  return {
    kind: problem instanceof WriteFailure ? problem.kind : 'Unexpected',
    name: error.name,
    ...(isQuotable(error) ? { message: error.message } : { stack: frames(error) }),
    awsRequestId: error.$metadata?.requestId,
    attempts: error.$metadata?.attempts,
  };
}

/**
 * What DynamoDB says and what connections say never quotes an order. The message of any other error may: one about an answer that cannot be
 * read holds a piece of it. Then the log says where it happened.
 */
function isQuotable({ name, code = 'ERR_', $fault }: RecordedError): boolean {
  return $fault !== undefined || !code.startsWith('ERR_') || name === 'WriteDeadlineError' || name === 'TimeoutError';
}

function frames({ stack }: Error): string[] {
  return String(stack).split('\n').filter((line) => /^\s+at /.test(line)).map((line) => line.trim());
}

/** Orders of a shop's own schema count what they have in common with the default one. */
function orderedUnits(items: JsonValue | undefined): number | undefined {
  if (!Array.isArray(items)) return undefined;
  const quantities = items.map((item) => typeof item === 'object' && item !== null && !Array.isArray(item) ? item.quantity : undefined);
  return quantities.every(isAmount) ? quantities.reduce((sum, quantity) => sum + quantity, 0) : undefined;
}

function isAmount(value: JsonValue | undefined): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/** Keeps the dimension bounded: only codes of the standard. */
function isCurrency(value: JsonValue | undefined): value is string {
  return typeof value === 'string' && CURRENCIES.has(value);
}
