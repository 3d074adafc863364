import { templateFigures } from '../template-figures';

/** One line that an accepted order leaves in CloudWatch Logs. */
export interface LogLine {
  readonly source: string;
  readonly text: string;
  /** Whether Lambda writes it only if the function's system log level is INFO or finer. */
  readonly systemInfo: boolean;
}

export const ACCESS_LOG = 'API, access log';

const REQUEST_ID = '5f1c0a52-9a6b-4d7e-8c3f-2b1a0d9e8f70';
const TIME = '2026-11-24T03:00:00.000Z';
const TRACING = { spanId: '0123456789abcdef', type: 'X-Amzn-Trace-Id', value: 'Root=1-6743a1f0-0123456789abcdef01234567;Parent=0123456789abcdef;Sampled=0' };

/**
 * Lambda's lines in its JSON format; END is one of level DEBUG there.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html
 * @see https://docs.aws.amazon.com/lambda/latest/dg/telemetry-schema-reference.html
 */
const PLATFORM_LINES: readonly LogLine[] = [
  {
    source: 'Lambda, start of the invocation',
    text: JSON.stringify({ time: TIME, type: 'platform.start', record: { requestId: REQUEST_ID, version: '$LATEST', tracing: TRACING } }),
    systemInfo: true,
  },
  {
    source: 'Lambda, report of the invocation',
    text: JSON.stringify({
      time: TIME,
      type: 'platform.report',
      record: {
        requestId: REQUEST_ID,
        metrics: { durationMs: 14.28, billedDurationMs: 15, memorySizeMB: 256, maxMemoryUsedMB: 92 },
        tracing: TRACING,
        status: 'success',
      },
    }),
    systemInfo: true,
  },
];

/** Values as API Gateway would put them, by variable of the access log. */
const ACCESS_LOG_VALUES: Readonly<Record<string, string>> = {
  '$context.requestId': 'BvK4dhVcoAMEJ2A=',
  '$context.requestTime': '24/Nov/2026:03:00:00 +0000',
  '$context.requestTimeEpoch': '1795489200',
  '$context.identity.sourceIp': '203.0.113.195',
  '$context.httpMethod': 'POST',
  '$context.routeKey': 'POST /orders',
  '$context.status': '201',
  '$context.protocol': 'HTTP/1.1',
  '$context.responseLength': '560',
  '$context.responseLatency': '19',
  '$context.integrationLatency': '17',
  '$context.integrationStatus': '200',
  '$context.integrationErrorMessage': '-',
  '$context.integration.requestId': REQUEST_ID,
  '$context.authorizer.error': '-',
  '$context.error.message': '-',
  '$context.extendedRequestId': 'BvK4dhVcoAMEJ2A=',
};

/**
 * All lines of one accepted order.
 *
 * @param functionLine what the handler wrote, log entry and metrics in one
 */
export function logLines(functionLine: string): LogLine[] {
  return [
    { source: 'handler, log and metrics in one', text: functionLine, systemInfo: false },
    ...PLATFORM_LINES,
    { source: ACCESS_LOG, text: accessLogLine(), systemInfo: false },
  ];
}

export function logBytes(lines: readonly LogLine[]): number {
  return lines.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
}

function accessLogLine(): string {
  return templateFigures({}).accessLogFormat.replace(/\$context(?:\.\w+)+/g, (variable) => {
    const value = ACCESS_LOG_VALUES[variable];
    if (value === undefined) throw new Error(`bench/handler/log-bytes.ts has no sample value for ${variable} of the access log`);
    return value;
  });
}
