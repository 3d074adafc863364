import { ArgumentError, parseOptions } from '../processes/script';

export const USAGE = `Usage: npm run local -- [options]

Deploys the example stack into a local AWS on 127.0.0.1, places examples/order.json, shows what was stored and what the
consumer's queue got, and keeps serving until Ctrl-C.

  --once       end after the order: exit code 0 if it was stored once, as sent, and delivered, 1 otherwise
  --port <n>   port of the local AWS, 1 to 65535 (default: a free one)
  --help       show this`;

export interface LocalArguments {
  readonly once: boolean;
  readonly port?: number;
  readonly help: boolean;
}

export function parseLocalArguments(args: string[]): LocalArguments {
  const values = parseOptions(args, { once: { type: 'boolean' }, port: { type: 'string' }, help: { type: 'boolean' } });
  return { once: values.once ?? false, port: parsedPort(values.port), help: values.help ?? false };
}

function parsedPort(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65535) throw new ArgumentError(`--port must be a number from 1 to 65535, got: ${text}`);
  return port;
}
