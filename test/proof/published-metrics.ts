import { setTimeout as sleep } from 'node:timers/promises';
import { AlarmStates } from './alarm-states';
import { DeployedPlatform } from './deployed-platform';
import { FunctionLog } from '../../tools/local-run/function-log';

const MILLISECONDS_UNTIL_LOGGED = 5_000;

interface EmbeddedMetrics extends Record<string, unknown> {
  readonly _aws?: { readonly CloudWatchMetrics: { Namespace: string; Dimensions: string[][]; Metrics: { Name: string }[] }[] };
}

/** Publishes what AWS publishes of its own accord and MiniStack does not, from what really happened. */
export class PublishedMetrics {
  constructor(private readonly platform: DeployedPlatform, private readonly states: AlarmStates, private readonly log: FunctionLog) {}

  /** API Gateway counts its answers by class. */
  public async apiAnswered(status: number): Promise<void> {
    const ApiId = new URL(this.platform.outputs.APIGatewayURL).hostname.split('.')[0];
    if (status >= 400) await this.states.publish({ namespace: 'AWS/ApiGateway', metricName: status < 500 ? '4xx' : '5xx', dimensions: { ApiId } }, 1);
  }

  /** DynamoDB counts the writes that it throttled. */
  public async tableThrottled(times: number): Promise<void> {
    const TableName = this.platform.outputs.DynamoDBTableName;
    await this.states.publish({ namespace: 'AWS/DynamoDB', metricName: 'WriteThrottleEvents', dimensions: { TableName } }, times);
  }

  /**
   * CloudWatch Logs takes metrics out of log lines in the embedded metric format.
   *
   * @param id what the last line names: MiniStack may write it after the answer. Undefined if there is no such line
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
   */
  public async functionLogged(id: string | undefined): Promise<void> {
    const deadline = Date.now() + MILLISECONDS_UNTIL_LOGGED;
    for (;;) {
      const lines = (await this.log.newLines()).filter((line) => line.startsWith('{'));
      for (const line of lines) await this.publishEmbedded(JSON.parse(line));
      if (id === undefined || lines.some((line) => line.includes(id))) return;
      if (Date.now() > deadline) throw new Error(`the function's log never named ${id}`);
      await sleep(50);
    }
  }

  private async publishEmbedded(line: EmbeddedMetrics): Promise<void> {
    for (const { Namespace: namespace, Dimensions, Metrics } of line._aws?.CloudWatchMetrics ?? []) {
      for (const { Name: metricName } of Metrics) {
        for (const names of Dimensions) {
          const dimensions = Object.fromEntries(names.map((name) => [name, String(line[name])]));
          await this.states.publish({ namespace, metricName, dimensions }, Number(line[metricName]));
        }
      }
    }
  }
}
