/**
 * Environment variables that the construct sets and the order relay reads.
 *
 * @internal
 */
export enum RelayEnvironment {
  /** Name of the order bus. Required. */
  EVENT_BUS_NAME = 'EVENT_BUS_NAME',
  /** Source of every event. Required. */
  EVENT_SOURCE = 'EVENT_SOURCE',
  /** `DEBUG`, `INFO`, `WARN`, `ERROR`; `INFO` if absent. */
  LOG_LEVEL = 'LOG_LEVEL',
}
