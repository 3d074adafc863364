import { byId } from './elements';
import { showLog, showLogOf } from './function-log';
import { live, LivePlatform, LogEvent, StoredOrder } from './live-data';
import { showOrders } from './stored-orders';
import { openApiDocument, showViewer } from './viewer';

const MILLISECONDS_BETWEEN_LOOKS = 2_000;

let looking = Promise.resolve();

/** One look after the other, also when an order was just answered. */
function look(): Promise<void> {
  looking = looking.then(async () => {
    const [orders, log] = await Promise.all([live<StoredOrder[]>('orders'), live<LogEvent[]>('log')]);
    showOrders(orders, showLogOf);
    showLog(log);
  }).catch(() => {
    byId('orders-status').textContent = 'npm run local has ended or is busy';
  });
  return looking;
}

async function start(): Promise<void> {
  const { apiUrl, tableName, logGroupName } = await live<LivePlatform>('platform');
  byId('orders-url').textContent = `${apiUrl}/orders`;
  byId('table-name').textContent = tableName;
  byId('log-group').textContent = logGroupName;
  showViewer({
    document: { ...openApiDocument(), servers: [{ url: apiUrl, description: 'The local platform' }] },
    tryIt: true,
    onResponse: () => void look(),
  });
  await look();
  setInterval(() => {
    if (!document.hidden) void look();
  }, MILLISECONDS_BETWEEN_LOOKS);
}

void start();
