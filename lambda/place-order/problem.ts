import { RejectionReason } from '../../src/handler-contract/order-metrics';

/** One violation of the contract: where and what. */
export interface Violation {
  /** JSON pointer (RFC 6901) into the request body; empty for the body as a whole. */
  readonly pointer: string;
  readonly detail: string;
  /** What was violated, for the log: text of the schema or of the handler, never of the request. */
  readonly rule: string;
}

export interface ProblemDetails {
  readonly status: number;
  /** Last part of the problem's type URI. */
  readonly type: string;
  readonly title: string;
  readonly detail: string;
  readonly violations?: readonly Violation[];
  /** Seconds after which the same request may succeed. */
  readonly retryAfter?: number;
}

/** A request that cannot be answered with an order; becomes a problem document (RFC 9457). */
export class Problem extends Error {
  constructor(readonly details: ProblemDetails, options?: ErrorOptions) {
    super(details.title, options);
  }
}

/** A problem that the caller can mend. */
export class Rejection extends Problem {
  constructor(readonly reason: RejectionReason, details: ProblemDetails) {
    super(details);
  }
}

/** A problem that nobody foresaw: the log, not the caller, gets to know its cause. */
export function unexpectedProblem(cause: unknown): Problem {
  return new Problem({
    status: 500,
    type: 'unexpected',
    title: 'Unexpected error',
    detail: 'Something went wrong that should not. Quote the request id when you report it.',
  }, { cause });
}
