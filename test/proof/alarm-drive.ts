import { setTimeout as sleep } from 'node:timers/promises';
import { AlarmNotifications } from './alarm-notifications';
import { AlarmStates, PublishedMetric } from './alarm-states';
import { DeployedPlatform } from './deployed-platform';

/** How long data counts that is about to expire. */
const SECONDS_LEFT = 3;

/** An alarm by the end of its name, and what it should watch. */
export interface DrivenAlarm {
  readonly name: string;
  readonly metric: PublishedMetric;
  readonly meansLostOrders: boolean;
}

/** Takes the alarms of a deployed platform from OK to ALARM and back. */
export class AlarmDrive {
  public static readonly COMPOSITE = 'order-intake-unhealthy';

  public static readonly UNPROVEN = 'CloudWatch itself: MiniStack is taught dimensions and missing data by tools/local-aws/alarm_evaluation.py, as AWS '
    + 'documents them; the topic\'s encryption, which MiniStack drops (permissions/alarm-delivery stands in)';

  public static readonly EVIDENCE = 'OK, ALARM, OK; both told to the subscriber; 3 other dimensions did not count';

  public readonly states: AlarmStates;
  private readonly notifications: AlarmNotifications;

  /** @param platformName `<projectName>-<environmentSuffix>` */
  constructor(public readonly platform: DeployedPlatform, public readonly platformName: string) {
    this.states = new AlarmStates(platform, platformName);
    this.notifications = new AlarmNotifications(platform);
  }

  /** Drives an alarm that rises at its threshold and takes silence for well. */
  public async drive({ name, metric, meansLostOrders }: DrivenAlarm): Promise<void> {
    const heard = meansLostOrders ? [name, AlarmDrive.COMPOSITE] : [name];
    const { Threshold, Statistic, aboutToExpire } = await this.begin(name);
    await this.expectRinging([], `before ${name} is driven`);

    await this.publishElsewhere(metric, Threshold * 1000);
    await this.expectRinging([], `after ${metric.metricName} of other dimensions`);

    await this.states.publish(metric, Threshold - 1, aboutToExpire());
    await this.expectOk(name, `after ${metric.metricName} of ${Threshold - 1}, below the threshold`);
    await this.expectRinging([], `after ${metric.metricName} of ${Threshold - 1}, below the threshold`);

    // Together with what was published before, exactly the threshold.
    await this.states.publish(metric, Statistic === 'Sum' ? 1 : Threshold, aboutToExpire());
    await this.expectRinging(heard, `after ${metric.metricName} of ${Threshold}, the threshold`);
    await this.notifications.expect(...this.told(heard, 'ALARM'));

    // AWS publishes these metrics only while there is something to count: silence must end the alarm.
    await sleep((SECONDS_LEFT + 0.2) * 1000);
    await this.expectRinging([], `after a period without ${metric.metricName}`);
    await this.notifications.expect(...this.told(heard, 'OK'));
  }

  /** Drives an alarm that rises below its threshold and in silence. */
  public async driveMissing({ name, metric, meansLostOrders }: DrivenAlarm): Promise<void> {
    const heard = meansLostOrders ? [name, AlarmDrive.COMPOSITE] : [name];
    const { Threshold, aboutToExpire } = await this.begin(name);
    await this.states.publish(metric, Threshold, aboutToExpire());
    await this.expectOk(name, `after ${metric.metricName} of ${Threshold}, the threshold`);
    await this.publishElsewhere(metric, Threshold * 1000);

    await sleep((SECONDS_LEFT + 0.2) * 1000);
    await this.expectRinging(heard, `after a period without ${metric.metricName}`);
    await this.notifications.expect(...this.told(heard, 'ALARM'));

    await this.states.publish(metric, Threshold);
    await this.expectRinging([], `after ${metric.metricName} of ${Threshold} again`);
    await this.notifications.expect(...this.told(heard, 'OK'));
  }

  private async begin(name: string) {
    const { Threshold, Period, Statistic, EvaluationPeriods } = (await this.states.alarms())[name] ?? {};
    if (!Threshold || !Period || EvaluationPeriods !== 1) throw new Error(`there is no alarm ${name} with one period`);
    await this.notifications.forget();
    return { Threshold, Statistic, aboutToExpire: () => new Date(Date.now() - (Period - SECONDS_LEFT) * 1000) };
  }

  private async publishElsewhere(metric: PublishedMetric, value: number): Promise<void> {
    const [[dimension, name]] = Object.entries(metric.dimensions);
    const elsewhere: Record<string, string>[] = [{ [dimension]: `${name}-2` }, {}, { ...metric.dimensions, Stage: '$default' }];
    for (const dimensions of elsewhere) await this.states.publish({ ...metric, dimensions }, value);
  }

  private told(heard: string[], state: string): string[] {
    return heard.map((ringing) => `${this.platformName}-${ringing} ${state}`);
  }

  private async expectOk(name: string, when: string): Promise<void> {
    const state = await this.states.state(name);
    if (state !== 'OK') throw new Error(`${when}, ${name} is in ${state} instead of OK`);
  }

  private async expectRinging(expected: string[], when: string): Promise<void> {
    const ringing = await this.states.ringing();
    if (ringing.join() !== [...expected].sort().join()) {
      throw new Error(`${when}, the alarms in ALARM are [${ringing.join(', ')}] instead of [${expected.join(', ')}]`);
    }
  }
}
