import { HandlerEnvironment } from '../../../src/handler-contract/handler-environment';

const LOG_LEVELS = ['DEBUG', 'INFO', 'WARN', 'ERROR'] as const;

export type LogLevel = typeof LOG_LEVELS[number];

/** @throws Error if the text is no log level; absent is `INFO` */
export function parseLogLevel(text: string | undefined): LogLevel {
  const level = LOG_LEVELS.find((known) => known === (text || 'INFO').toUpperCase());
  if (!level) throw new Error(`Environment variable ${HandlerEnvironment.LOG_LEVEL} must be one of ${LOG_LEVELS.join(', ')}, got: ${text}`);
  return level;
}

/** Whether a line of this level is written when the threshold is that. */
export function isLogged(level: LogLevel, threshold: LogLevel): boolean {
  return LOG_LEVELS.indexOf(level) >= LOG_LEVELS.indexOf(threshold);
}
