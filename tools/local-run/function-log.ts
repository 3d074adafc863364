import { setTimeout as sleep } from 'node:timers/promises';
import { CloudWatchLogsClient, FilteredLogEvent, paginateFilterLogEvents } from '@aws-sdk/client-cloudwatch-logs';
import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { MiniStack } from '../local-aws/ministack';

/** Reads the log lines of a function, each once. */
export class FunctionLog {
  /** @throws if there is no such function */
  public static async of(miniStack: MiniStack, functionArn: string): Promise<FunctionLog> {
    const lambda = new LambdaClient(miniStack.clientConfiguration);
    const { FunctionName, LoggingConfig } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName: functionArn }));
    return new FunctionLog(new CloudWatchLogsClient(miniStack.clientConfiguration), LoggingConfig?.LogGroup ?? `/aws/lambda/${FunctionName}`);
  }

  private readonly seen = new Set<string>();

  private constructor(private readonly client: CloudWatchLogsClient, public readonly logGroupName: string) {}

  /** Waits for lines, at most so long, and returns them. */
  public async firstLines(milliseconds: number, signal: AbortSignal): Promise<string[]> {
    const deadline = Date.now() + milliseconds;
    let lines = await this.newLines();
    while (lines.length === 0 && Date.now() < deadline) {
      await sleep(50, undefined, { signal });
      lines = await this.newLines();
    }
    return lines;
  }

  /** The lines that were written since the last call. */
  public async newLines(): Promise<string[]> {
    return (await this.newEvents()).map(({ message }) => message);
  }

  /** The same lines, each with its time in milliseconds since 1970. */
  public async newEvents(): Promise<{ timestamp: number; message: string }[]> {
    const events: FilteredLogEvent[] = [];
    for await (const page of paginateFilterLogEvents({ client: this.client }, { logGroupName: this.logGroupName })) {
      events.push(...page.events ?? []);
    }
    // MiniStack gives the lines of functions no `eventId`.
    const idOf = ({ logStreamName, timestamp, message }: FilteredLogEvent) => `${logStreamName} ${timestamp} ${message}`;
    const unseen = events.filter((event) => !this.seen.has(idOf(event)));
    for (const event of unseen) this.seen.add(idOf(event));
    return unseen.map(({ timestamp, message }) => ({ timestamp: timestamp!, message: message!.trimEnd() }));
  }
}
