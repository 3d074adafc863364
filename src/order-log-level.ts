/**
 * How much the order handler writes to its log. No level logs customer data.
 */
export enum OrderLogLevel {
  /** The line of each request, with the length of its body and the time that was left. */
  DEBUG = 'DEBUG',
  /** One line a request. */
  INFO = 'INFO',
  /** Requests that were refused, and failures. */
  WARN = 'WARN',
  /** Failures only. */
  ERROR = 'ERROR',
}
