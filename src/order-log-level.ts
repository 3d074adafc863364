/**
 * How much the order handler writes to its log. No level logs customer data.
 */
export enum OrderLogLevel {
  /** Every step of a request. */
  DEBUG = 'DEBUG',
  /** One line a request. */
  INFO = 'INFO',
  /** Requests that were refused or had to be retried. */
  WARN = 'WARN',
  /** Failures only. */
  ERROR = 'ERROR',
}
