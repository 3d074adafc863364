import { AlarmType, CloudWatchClient, CompositeAlarm, DescribeAlarmsCommand, MetricAlarm, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { DeployedPlatform } from './deployed-platform';

/** A metric as AWS or the handler publishes it. */
export interface PublishedMetric {
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Record<string, string>;
}

/** Publishes metrics and looks at alarms. */
export class AlarmStates {
  private readonly client: CloudWatchClient;
  private readonly prefix: string;

  /** @param platformName `<projectName>-<environmentSuffix>` */
  constructor({ miniStack }: DeployedPlatform, platformName: string) {
    this.client = new CloudWatchClient(miniStack.clientConfiguration);
    this.prefix = `${platformName}-`;
  }

  /** All alarms of the platform by the end of their name. */
  public async alarms(): Promise<Record<string, MetricAlarm & CompositeAlarm>> {
    const { MetricAlarms = [], CompositeAlarms = [] } = await this.client.send(new DescribeAlarmsCommand({
      AlarmNamePrefix: this.prefix, AlarmTypes: [AlarmType.MetricAlarm, AlarmType.CompositeAlarm],
    }));
    return Object.fromEntries([...MetricAlarms, ...CompositeAlarms].map((alarm) => [alarm.AlarmName!.slice(this.prefix.length), alarm]));
  }

  /** Names of the alarms that ring, after a new evaluation. */
  public async ringing(): Promise<string[]> {
    await this.evaluate();
    return Object.entries(await this.alarms()).filter(([, { StateValue }]) => StateValue === 'ALARM').map(([name]) => name).sort();
  }

  /** State of one alarm, after a new evaluation. */
  public async state(name: string): Promise<string | undefined> {
    await this.evaluate();
    return (await this.alarms())[name]?.StateValue;
  }

  /** Publishes one value; by default as of now. */
  public async publish({ namespace, metricName, dimensions }: PublishedMetric, value: number, at = new Date()): Promise<void> {
    await this.client.send(new PutMetricDataCommand({
      Namespace: namespace,
      MetricData: [{
        MetricName: metricName, Value: value, Timestamp: at, Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
      }],
    }));
  }

  /** MiniStack looks at alarms only when data arrives, whatever it is. */
  private async evaluate(): Promise<void> {
    await this.publish({ namespace: 'Proof', metricName: 'Evaluation', dimensions: {} }, 1);
  }
}
