import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { ApiGatewayV2Client, Cors, UpdateApiCommand } from '@aws-sdk/client-apigatewayv2';
import { CreateTableCommand, DeleteTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { Browser, chromium } from 'playwright-core';
import { DeployedPlatform, deployPlatform, storedOrderIds } from './deployed-platform';
import { ORDERS_TABLE_KEY } from './orders-table-key';
import { onlyResource, synthesizePlatform } from './platform-assembly';
import { perBench, PromiseRow } from './promise';
import { ProofBench } from './proof-bench';
import { exampleOrder } from '../../tools/local-run/example-stack';
import { apiHost } from '../../tools/local-run/order-placement';
import { chromiumPath } from '../support/chromium';

/** A browser, and pages of two shops for it. */
interface Shops {
  readonly browser: Browser;
  readonly allowedOrigin: string;
  readonly foreignOrigin: string;
}

const shops = perBench(async (bench): Promise<Shops> => {
  const pages = createServer((_request, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Shop</title>'));
  pages.listen(0, '127.0.0.1');
  await once(pages, 'listening');
  bench.onClose(async () => {
    pages.closeAllConnections();
    pages.close();
  });
  const browser = await chromium.launch({
    executablePath: await chromiumPath(bench.progress, bench.signal),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--host-resolver-rules=MAP * 127.0.0.1'],
  });
  bench.onClose(() => browser.close());
  const { port } = pages.address() as AddressInfo;
  return { browser, allowedOrigin: `http://shop.example:${port}`, foreignOrigin: `http://elsewhere.example:${port}` };
});

const restrictedPlatform = perBench(async (bench) =>
  deployWithCors(bench, 'CrossOrigin', (await shops(bench)).allowedOrigin));

const openPlatform = perBench((bench) => deployWithCors(bench, 'AnyOrigin'));

async function deployWithCors(bench: ProofBench, stackName: string, allowedOrigin?: string): Promise<DeployedPlatform> {
  const assembly = synthesizePlatform(bench, stackName, {
    environmentSuffix: stackName.toLowerCase(),
    apiOptions: allowedOrigin ? { corsPreflight: { allowOrigins: [allowedOrigin] } } : {},
  });
  const platform = await deployPlatform(bench, await bench.miniStack(), assembly);
  await applyCors(platform);
  return platform;
}

/** MiniStack ignores the CORS settings of a template, but not those of an API call. */
async function applyCors({ miniStack, assembly, outputs }: DeployedPlatform): Promise<void> {
  const { AllowOrigins, AllowHeaders, AllowMethods, ExposeHeaders, AllowCredentials, MaxAge } =
    onlyResource(assembly.template, 'AWS::ApiGatewayV2::Api')[1].Properties.CorsConfiguration as Cors;
  await new ApiGatewayV2Client(miniStack.clientConfiguration).send(new UpdateApiCommand({
    ApiId: new URL(outputs.APIGatewayURL).hostname.split('.')[0],
    CorsConfiguration: { AllowOrigins, AllowHeaders, AllowMethods, ExposeHeaders, AllowCredentials, MaxAge },
  }));
}

/** What a page got to see: an error if the browser kept the answer from it. */
interface PageAnswer {
  readonly error?: string;
  readonly status?: number;
  readonly orderId?: string;
  readonly headers?: Record<string, string>;
  readonly preflights: number;
}

/** Lets a page of `origin` post the example order, twice with the same key, and tells what it saw the second time. */
async function postFromPage(
  { browser }: Shops, { miniStack, outputs }: DeployedPlatform, origin: string, headers: Record<string, string> = {},
): Promise<PageAnswer> {
  const page = await browser.newPage();
  try {
    let preflights = 0;
    const network = await page.context().newCDPSession(page);
    await network.send('Network.enable');
    network.on('Network.requestWillBeSent', ({ request }) => { if (request.method === 'OPTIONS') preflights++; });
    await page.goto(origin);
    const request = {
      url: `http://${apiHost(miniStack, outputs.APIGatewayURL)}/orders`,
      headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID(), ...headers },
      body: JSON.stringify(exampleOrder()),
    };
    // A string: this runs in the page, where nothing of this file exists.
    const answer = await page.evaluate(`(async ({ url, headers, body }) => {
      try {
        let response;
        for (let i = 0; i < 2; i++) response = await fetch(url, { method: 'POST', headers, body });
        return { status: response.status, orderId: (await response.json()).orderId, headers: Object.fromEntries(response.headers) };
      } catch (error) {
        return { error: String(error) };
      }
    })(${JSON.stringify(request)})`) as Omit<PageAnswer, 'preflights'>;
    return { ...answer, preflights };
  } finally {
    await page.close();
  }
}

const UNPROVEN = 'CORS from the template: MiniStack drops it, so the template\'s settings are applied by an API call';

function expectReadable({ error, status, headers = {}, preflights }: PageAnswer): void {
  if (error !== undefined || status !== 201) throw new Error(`the page got ${error ?? status} instead of 201`);
  if (preflights === 0) throw new Error('the browser sent no preflight');
  const readable = ['location', 'idempotent-replayed'].filter((name) => headers[name] === undefined);
  if (readable.length > 0) throw new Error(`the page cannot read ${readable.join(', ')}, but only ${Object.keys(headers).join(', ')}`);
  if (headers['strict-transport-security'] !== undefined) throw new Error('the page can read a header that is not exposed');
}

function expectHidden({ error }: PageAnswer): void {
  if (!error?.includes('Failed to fetch')) throw new Error(`the page got ${error ?? 'an answer'} instead of "Failed to fetch"`);
}

export const CROSS_ORIGIN_ROWS: PromiseRow[] = [
  {
    id: 'cross-origin/allowed',
    promise: 'A page of an allowed origin places an order, with an Authorization header, and reads Location and Idempotent-Replayed',
    how: 'page of another origin in headless Chromium, with preflight',
    unproven: UNPROVEN,
    async check(bench) {
      const [all, platform] = [await shops(bench), await restrictedPlatform(bench)];
      const answer = await postFromPage(all, platform, all.allowedOrigin, { authorization: 'Bearer token' });
      expectReadable(answer);
      const stored = await storedOrderIds(platform);
      if (!stored.includes(answer.orderId!)) throw new Error(`order ${answer.orderId} is not in the table`);
      return `201 after ${answer.preflights} preflight, both headers readable, order stored`;
    },
  },
  {
    id: 'cross-origin/retry-after',
    promise: 'A page reads from a 503 when to try again',
    how: 'page of an allowed origin in headless Chromium, table deleted and made again',
    unproven: UNPROVEN,
    async check(bench) {
      const [all, platform] = [await shops(bench), await restrictedPlatform(bench)];
      const client = new DynamoDBClient(platform.miniStack.clientConfiguration);
      const { DynamoDBTableName: TableName } = platform.outputs;
      await client.send(new DeleteTableCommand({ TableName }));
      try {
        const { error, status, headers = {} } = await postFromPage(all, platform, all.allowedOrigin);
        if (status !== 503) throw new Error(`the page got ${error ?? status} instead of 503`);
        if (headers['retry-after'] !== '30') throw new Error(`the page reads Retry-After as ${headers['retry-after']} instead of 30`);
      } finally {
        await client.send(new CreateTableCommand({ TableName, ...ORDERS_TABLE_KEY }));
      }
      return '503, Retry-After 30';
    },
  },
  {
    id: 'cross-origin/forbidden',
    promise: 'A page of another origin places no order; nor does an allowed one with a header that is not allowed',
    how: 'page of a foreign origin in headless Chromium',
    unproven: UNPROVEN,
    async check(bench) {
      const [all, platform] = [await shops(bench), await restrictedPlatform(bench)];
      const before = await storedOrderIds(platform);
      expectHidden(await postFromPage(all, platform, all.foreignOrigin));
      expectHidden(await postFromPage(all, platform, all.allowedOrigin, { 'x-unknown': 'value' }));
      const added = (await storedOrderIds(platform)).length - before.length;
      if (added !== 0) throw new Error(`${added} orders were stored`);
      return 'both refused at the preflight, nothing stored';
    },
  },
  {
    id: 'cross-origin/default',
    promise: 'By default a page of any origin places orders',
    how: 'page of any origin in headless Chromium',
    unproven: UNPROVEN,
    async check(bench) {
      const [all, platform] = [await shops(bench), await openPlatform(bench)];
      const answer = await postFromPage(all, platform, all.foreignOrigin);
      expectReadable(answer);
      return '201, both headers readable';
    },
  },
];
