import { Duration } from 'aws-cdk-lib';

/** Defaults that the docstrings of `OrderConsumerOptions` promise. */
export const CONSUMER_DEFAULTS = { retryAttempts: 185, maxEventAge: Duration.hours(12) };
