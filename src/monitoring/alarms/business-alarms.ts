import { TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { WatchedPlatform } from './watched-platform';
import { OrderMetric } from '../../handler-contract/order-metrics';
import { AlarmEntry } from '../alarm-entry';
import { count, everywhere } from '../alarm-threshold';
import { businessMetric } from '../business-metric';
import { CountAlarmOptions } from '../order-alarm-options';

const writeFailures: AlarmEntry<WatchedPlatform, CountAlarmOptions> = {
  title: 'failed writes',
  happened: 'The orders table refused a write or did not answer',
  remedy: 'Read the kind of the error in the log: permissions, key, network',
  meansLostOrders: true,
  threshold: count({ dev: 5, staging: 1, prod: 1 }),
  metric: ({ platformName }) => businessMetric(platformName, OrderMetric.WRITE_FAILURES),
};

const ordersMissing: AlarmEntry<WatchedPlatform, CountAlarmOptions> = {
  title: 'orders placed',
  happened: 'Fewer orders were placed than expected',
  remedy: 'Place one yourself',
  meansLostOrders: true,
  threshold: count(everywhere(1)),
  risesBelow: true,
  missingData: TreatMissingData.BREACHING,
  onRequest: true,
  metric: ({ platformName }) => businessMetric(platformName, OrderMetric.ORDERS_PLACED),
};

export const BUSINESS_ALARMS = { writeFailures, ordersMissing };
