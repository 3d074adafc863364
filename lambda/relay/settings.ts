import { RelayEnvironment } from '../../src/handler-contract/relay-environment';
import { LogLevel, parseLogLevel } from '../place-order/environment/log-level';

/** What the construct tells the relay. */
export interface RelaySettings {
  readonly eventBusName: string;
  readonly eventSource: string;
  readonly logLevel: LogLevel;
}

/**
 * Reads the environment once, at init.
 *
 * @throws Error if a variable is missing or malformed
 */
export function readRelaySettings(variables: NodeJS.ProcessEnv): RelaySettings {
  return {
    eventBusName: required(variables, RelayEnvironment.EVENT_BUS_NAME),
    eventSource: required(variables, RelayEnvironment.EVENT_SOURCE),
    logLevel: parseLogLevel(variables[RelayEnvironment.LOG_LEVEL]),
  };
}

function required(variables: NodeJS.ProcessEnv, name: RelayEnvironment): string {
  const value = variables[name];
  if (!value) throw new Error(`Environment variable ${name} must be set`);
  return value;
}
