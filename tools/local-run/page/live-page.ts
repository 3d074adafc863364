import { MiniStack } from '../../local-aws/ministack';
import { EXAMPLE_STACK, ExampleOutputs } from '../example-stack';
import { FunctionLog } from '../function-log';
import { apiHost } from '../order-placement';
import { storedOrders } from '../stored-orders';
import { builtPage } from './built-page';
import { allowCrossOriginAccess } from './cross-origin-access';
import { startPageServer } from './page-server';

/** Serves the page on which orders are placed by clicking, and that shows what the table holds and the function logs. Returns its URL. */
export async function serveLivePage(miniStack: MiniStack, outputs: ExampleOutputs, signal: AbortSignal): Promise<string> {
  const host = apiHost(miniStack, outputs.APIGatewayURL);
  const apiUrl = `http://${host}`;
  await allowCrossOriginAccess(miniStack, EXAMPLE_STACK, host.split('.')[0]);
  const log = await FunctionLog.of(miniStack, outputs.LambdaFunctionArn);
  const events: Awaited<ReturnType<FunctionLog['newEvents']>> = [];
  const origin = await startPageServer({
    directory: await builtPage(signal),
    apiOrigin: apiUrl,
    live: {
      '/live/platform.json': async () => ({ apiUrl, tableName: outputs.DynamoDBTableName, logGroupName: log.logGroupName }),
      '/live/orders.json': () => storedOrders(miniStack, outputs.DynamoDBTableName),
      '/live/log.json': async () => {
        events.push(...await log.newEvents());
        return events;
      },
    },
  }, signal);
  return `${origin}/try.html`;
}
