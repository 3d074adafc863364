/**
 * Names of the business metrics: written by the order handler (EMF), read by alarms and dashboard.
 *
 * @internal
 */
export enum OrderMetric {
  /** New orders stored. Dimensions: Platform. */
  ORDERS_PLACED = 'OrdersPlaced',
  /** Units over all lines of the new orders. Dimensions: Platform. */
  ORDER_ITEMS = 'OrderItems',
  /** Value of the new orders in minor units. Dimensions: Platform, Currency. */
  ORDER_VALUE = 'OrderValue',
  /** Requests answered with a 4xx. Dimensions: Platform; Platform, Reason. */
  ORDERS_REJECTED = 'OrdersRejected',
  /** Requests answered with an order that was already stored. Dimensions: Platform. */
  ORDERS_REPLAYED = 'OrdersReplayed',
  /** Duration of the conditional write, in milliseconds. Dimensions: Platform. */
  WRITE_LATENCY = 'WriteLatency',
  /** Writes that DynamoDB refused or that never answered. Dimensions: Platform. */
  WRITE_FAILURES = 'WriteFailures',
}

/**
 * Dimensions of the business metrics. All are bounded: one platform, the ISO 4217 list, the handler's own reasons.
 *
 * @internal
 */
export enum OrderMetricDimension {
  PLATFORM = 'Platform',
  CURRENCY = 'Currency',
  REASON = 'Reason',
}

/**
 * CloudWatch namespace of the business metrics.
 *
 * @internal
 */
export const ORDER_METRICS_NAMESPACE = 'OrderProcessingPlatform';

/**
 * Values of the `Reason` dimension: why a request was answered with a 4xx.
 *
 * @internal
 */
export enum RejectionReason {
  /** 400: not JSON, or JSON that cannot be stored unaltered. */
  INVALID_JSON = 'InvalidJson',
  /** 400: the `Idempotency-Key` is malformed. */
  IDEMPOTENCY_KEY_INVALID = 'IdempotencyKeyInvalid',
  /** 400: the `Idempotency-Key` is missing although required. */
  IDEMPOTENCY_KEY_MISSING = 'IdempotencyKeyMissing',
  /** 413: the order does not fit into one item. */
  PAYLOAD_TOO_LARGE = 'PayloadTooLarge',
  /** 415: the body is not declared as JSON. */
  UNSUPPORTED_MEDIA_TYPE = 'UnsupportedMediaType',
  /** 422: the order violates its schema. */
  INVALID_ORDER = 'InvalidOrder',
  /** 422: the `Idempotency-Key` belongs to another order. */
  IDEMPOTENCY_KEY_REUSED = 'IdempotencyKeyReused',
}
