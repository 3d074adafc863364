/**
 * Environment variables that the construct sets and the order handler reads.
 *
 * @internal
 */
export enum HandlerEnvironment {
  /** Name of the orders table. Required. */
  TABLE_NAME = 'TABLE_NAME',
  /** Id of the customer-managed key. Informational: encryption itself happens in DynamoDB and Lambda. */
  KMS_KEY_ID = 'KMS_KEY_ID',
  /** Value of the `Platform` metric dimension: `<projectName>-<environmentSuffix>`. Required. */
  PLATFORM_NAME = 'PLATFORM_NAME',
  /** `DEBUG`, `INFO`, `WARN`, `ERROR`; `INFO` if absent. */
  LOG_LEVEL = 'LOG_LEVEL',
  /** `true` answers 400 to a request without an `Idempotency-Key`. */
  REQUIRE_IDEMPOTENCY_KEY = 'REQUIRE_IDEMPOTENCY_KEY',
  /** `false` leaves to the first order what init would else prepare for it. */
  PRIMING = 'PRIMING',
  /** Path under which a domain maps the API, such as `/v1`. Absent at the root. */
  BASE_PATH = 'BASE_PATH',
}
