import { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { API_ALARMS } from './api-alarms';
import { BUSINESS_ALARMS } from './business-alarms';
import { CONSUMER_ALARMS } from './consumer-alarms';
import { FUNCTION_ALARMS } from './function-alarms';
import { RELAY_ALARMS } from './relay-alarms';
import { TABLE_ALARMS } from './table-alarms';
import { WatchedPlatform } from './watched-platform';
import { AlarmEntry } from '../alarm-entry';
import { OrderAlarmsOptions } from '../order-alarm-options';
import { OrderAlarms } from '../order-alarm-set';

/** Names of the platform's own alarms: those members of `OrderAlarms` that are one alarm. */
export type PlatformAlarm = { [K in keyof OrderAlarms]-?: NonNullable<OrderAlarms[K]> extends Alarm ? K : never }[keyof OrderAlarms];

const ENTRIES = { ...FUNCTION_ALARMS, ...TABLE_ALARMS, ...API_ALARMS, ...BUSINESS_ALARMS };

/** An alarm without its entry or its options does not compile, and neither does an entry without its member in `OrderAlarms`. */
type PlatformEntries = { readonly [K in PlatformAlarm]: AlarmEntry<WatchedPlatform, NonNullable<OrderAlarmsOptions[K]>> }
& { readonly [K in Exclude<keyof typeof ENTRIES, PlatformAlarm>]: never };

/** Alarms of every platform. */
export const PLATFORM_ALARMS: PlatformEntries = ENTRIES;

/** Every alarm there can be, by whom it exists for: once for a platform, once for one with consumers, or once for each of its consumers. */
export const ALARM_CATALOGUE = { platform: PLATFORM_ALARMS, relay: RELAY_ALARMS, consumer: CONSUMER_ALARMS };
