import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { WatchedPlatform } from './watched-platform';
import { AlarmEntry } from '../alarm-entry';
import { count, everywhere } from '../alarm-threshold';
import { CountAlarmOptions } from '../order-alarm-options';

const apiClientErrors: AlarmEntry<WatchedPlatform, CountAlarmOptions> = {
  title: '4XX answers',
  happened: 'Many requests were answered with a 4XX',
  remedy: 'Find the shop that sends them by *Rejected, by reason* on the dashboard',
  meansLostOrders: false,
  threshold: count(everywhere(100)),
  metric: ({ api }) => api.metricClientError({ statistic: Stats.SUM }),
};

const apiServerErrors: AlarmEntry<WatchedPlatform, CountAlarmOptions> = {
  title: '5XX answers',
  happened: 'Requests were answered with a 5XX',
  remedy: 'See in the access log whether the function failed or was throttled',
  meansLostOrders: true,
  threshold: count({ dev: 5, staging: 1, prod: 1 }),
  metric: ({ api }) => api.metricServerError({ statistic: Stats.SUM }),
};

export const API_ALARMS = { apiClientErrors, apiServerErrors };
