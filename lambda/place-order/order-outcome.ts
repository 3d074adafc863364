import type { JsonValue } from './json/json-value';
import { CURRENCIES } from './order/order.generated';
import { Problem, Rejection } from './problem';
import type { StoredOrder } from './store/order-store';
import { WriteFailure, WriteFailureKind } from './store/write-failure';
import type { FailureRecord, InvocationRecord } from './telemetry/invocation-record';
import { OrderMetric } from '../../src/handler-contract/order-metrics';

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
  const kind = problem instanceof WriteFailure ? problem.kind : 'Unexpected';
  return {
    kind,
    name: error.name,
    ...(isQuotable(kind, error) ? { message: error.message } : { stack: frames(error) }),
    awsRequestId: error.$metadata?.requestId,
    attempts: error.$metadata?.attempts,
  };
}

/** Kinds of which DynamoDB's message is about rate, role, key or table, never about what is in the item. */
const ABOUT_NO_ITEM: readonly string[] = ['Throttled', 'Contended', 'AccessDenied', 'KeyUnavailable', 'TableMissing'] satisfies WriteFailureKind[];

/**
 * The message of a `ValidationException` quotes the value that it complains about, and one about an answer that cannot be read a piece of
 * that: of these and all that nobody foresaw, the log says where it happened instead.
 */
function isQuotable(kind: WriteFailureKind, { name, code = 'ERR_', $fault }: RecordedError): boolean {
  if ($fault !== undefined) return ABOUT_NO_ITEM.includes(kind) && name !== 'ValidationException';
  return kind === 'Unreachable' && (!code.startsWith('ERR_') || name === 'WriteDeadlineError' || name === 'TimeoutError');
}

/** The lines of a stack below the error's message, of which a line may look like one of them. */
function frames({ stack = '', message }: Error): string[] {
  const said = message.split('\n');
  // The SDK adds lines to a message after the stack was taken.
  while (said.length > 0 && !stack.includes(said.join('\n'))) said.pop();
  if (said.length === 0) return [];
  const header = said.join('\n');
  return stack.slice(stack.indexOf(header) + header.length).split('\n').filter((line) => /^\s+at /.test(line)).map((line) => line.trim());
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
