import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { apiEvent, ApiRequest } from './api-event';

export interface ProcessAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** All that the process has written to standard output and error since the invocation before, however it did. */
  readonly output: string;
}

export interface HandlerProcess {
  /** Settles when init is done. */
  loaded(): Promise<void>;
  /** One invocation at a time. */
  invoke(request: ApiRequest, options?: { readonly remaining?: number }): Promise<ProcessAnswer>;
  /** Ends the process and returns what it has written since the last invocation. */
  stop(): Promise<string>;
}

/** Environment variables of a process that the deployable handler runs in, as Lambda and the construct set them. */
export const HANDLER_ENVIRONMENT = {
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  TABLE_NAME: 'orders',
  PLATFORM_NAME: 'shop-test',
};

const DEPLOYABLE = resolve('assets/place-order/index.mjs');

// Standard output and error are pipes, which Node.js writes to at once: what comes before the mark was written before the answer.
const RUNTIME = `
  const loading = import(process.argv[1]);
  loading.then(() => process.send('loaded'));
  process.on('message', async ({ event, remaining, mark }) => {
    const context = { awsRequestId: mark, getRemainingTimeInMillis: () => remaining };
    const { handler } = await loading;
    const result = await handler(event, context).catch((error) => ({ thrown: String(error) }));
    process.stdout.write(mark);
    process.stderr.write(mark);
    process.send(result);
  });`;

/** The deployable handler in a process of its own as Lambda runs it, with nothing of a test between it and the outside. */
export function startHandlerProcess(environment: Readonly<Record<string, string>>, handlerFile = DEPLOYABLE): HandlerProcess {
  const child = spawn(process.execPath, ['-e', RUNTIME, handlerFile], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...HANDLER_ENVIRONMENT, ...environment },
  });
  const outputs = [child.stdout!, child.stderr!].map((stream) => {
    const output = { text: '' };
    stream.setEncoding('utf8').on('data', (text: string) => output.text += text);
    return output;
  });
  const loaded = Promise.race([once(child, 'message'), ended(child, outputs)]);
  // Whoever does not wait for it is told by the first invocation.
  loaded.catch(() => {});
  let invocations = 0;
  return {
    async loaded() {
      await loaded;
    },
    async invoke(request, { remaining = 29_000 } = {}) {
      await loaded;
      const mark = `invocation-${++invocations}-${child.pid}`;
      child.send({ event: apiEvent(request), remaining, mark });
      const [result] = await Promise.race([once(child, 'message'), ended(child, outputs)]) as [APIGatewayProxyStructuredResultV2 & { thrown?: string }];
      if (result.thrown) throw new Error(`The handler threw ${result.thrown}`);
      const written = await Promise.all(outputs.map(async (output) => {
        while (!output.text.endsWith(mark)) await new Promise((next) => setTimeout(next, 1));
        return takeAll(output).slice(0, -mark.length);
      }));
      return { status: result.statusCode!, headers: result.headers as Record<string, string>, text: result.body!, output: written.join('') };
    },
    async stop() {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill();
        await once(child, 'close');
      }
      return outputs.map(takeAll).join('');
    },
  };
}

function takeAll(output: { text: string }): string {
  const { text } = output;
  output.text = '';
  return text;
}

async function ended(child: ChildProcess, outputs: readonly { readonly text: string }[]): Promise<never> {
  const [exitCode] = await once(child, 'exit');
  throw new Error(`The handler's process ended with ${exitCode}: ${outputs.map(({ text }) => text).join('')}`);
}
