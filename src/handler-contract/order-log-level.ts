/**
 * How much the order handler writes to its log. No level logs customer data; every level writes the business metrics of each request,
 * with its request id and trace id.
 */
export enum OrderLogLevel {
  /** The line of each request, with the length of its body and the time that was left. */
  DEBUG = 'DEBUG',
  /** One line a request. */
  INFO = 'INFO',
  /** Requests that were refused, and failures. Of accepted orders metrics and ids alone. */
  WARN = 'WARN',
  /** Failures. Of all else metrics and ids alone. */
  ERROR = 'ERROR',
}
