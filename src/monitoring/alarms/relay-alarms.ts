import { Duration } from 'aws-cdk-lib';
import { MathExpression, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { IFunction } from 'aws-cdk-lib/aws-lambda';
import { IQueue } from 'aws-cdk-lib/aws-sqs';
import { OrderMetric } from '../../handler-contract/order-metrics';
import { AlarmEntry } from '../alarm-entry';
import { count, everywhere, fixed, milliseconds } from '../alarm-threshold';
import { businessMetric } from '../business-metric';
import { CountAlarmOptions, DurationAlarmOptions, SwitchedAlarmOptions } from '../order-alarm-options';

/** What the alarms of the relay watch. */
export interface WatchedRelay {
  readonly platformName: string;
  readonly relayFunction: IFunction;
  readonly failureQueue: IQueue;
}

const relayLag: AlarmEntry<WatchedRelay, DurationAlarmOptions> = {
  title: 'lag of the relay',
  happened: 'Orders are stored but wait to be handed over to their consumers',
  remedy: 'Read the error in the relay\'s log; its orders are safe for 18 hours',
  meansLostOrders: false,
  threshold: milliseconds(everywhere(60_000)),
  metric: ({ relayFunction }) => relayFunction.metric('IteratorAge', { statistic: Stats.MAXIMUM }),
};

// A mapping that is disabled, or may not read the stream, publishes no age.
const relayStopped: AlarmEntry<WatchedRelay, SwitchedAlarmOptions> = {
  title: 'quarters of an hour with orders and without the relay',
  happened: 'Orders are stored but nothing calls the relay that hands them over',
  remedy: 'See the state of the stream\'s mapping and whether its role may read the stream',
  meansLostOrders: false,
  threshold: fixed(1),
  // One of them may be a single order at its very end; two are not.
  evaluation: { period: Duration.minutes(15), evaluationPeriods: 48, datapointsToAlarm: 2 },
  metric: ({ platformName, relayFunction }) => new MathExpression({
    expression: 'IF(placed > 0 AND FILL(relayed, 0) == 0, 1, 0)',
    usingMetrics: {
      placed: businessMetric(platformName, OrderMetric.ORDERS_PLACED),
      relayed: relayFunction.metricInvocations({ statistic: Stats.SUM }),
    },
  }),
};

const relayFailures: AlarmEntry<WatchedRelay, CountAlarmOptions> = {
  title: 'orders that the relay gave up',
  happened: 'Orders are stored but were given up before they reached their consumers',
  remedy: 'Replay them from the archive or the table',
  meansLostOrders: false,
  threshold: count(everywhere(1)),
  metric: ({ failureQueue }) => failureQueue.metricApproximateNumberOfMessagesVisible({ statistic: Stats.MAXIMUM }),
};

export const RELAY_ALARMS = { relayLag, relayStopped, relayFailures };

export type RelayAlarm = keyof typeof RELAY_ALARMS;
