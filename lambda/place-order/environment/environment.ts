import { LogLevel, parseLogLevel } from './log-level';
import { HandlerEnvironment } from '../../../src/handler-contract/handler-environment';

/** What the construct tells the handler. */
export interface Environment {
  readonly tableName: string;
  readonly platformName: string;
  readonly logLevel: LogLevel;
  readonly requireIdempotencyKey: boolean;
  /** Whether init prepares for the first order. */
  readonly priming: boolean;
  /** Put before the path in `Location`. API Gateway takes it off a request: no event of payload format 2.0 tells it. */
  readonly basePath?: string;
}

/**
 * Reads the environment once, at init.
 *
 * @throws Error if a variable is missing or malformed: then the function does not start, rather than fail on the first order
 */
export function readEnvironment(variables: NodeJS.ProcessEnv): Environment {
  return {
    tableName: required(variables, HandlerEnvironment.TABLE_NAME),
    platformName: required(variables, HandlerEnvironment.PLATFORM_NAME),
    logLevel: parseLogLevel(variables[HandlerEnvironment.LOG_LEVEL]),
    requireIdempotencyKey: variables[HandlerEnvironment.REQUIRE_IDEMPOTENCY_KEY] === 'true',
    priming: variables[HandlerEnvironment.PRIMING] !== 'false',
    basePath: variables[HandlerEnvironment.BASE_PATH],
  };
}

function required(variables: NodeJS.ProcessEnv, name: HandlerEnvironment): string {
  const value = variables[name];
  if (!value) throw new Error(`Environment variable ${name} must be set`);
  return value;
}
