import { asText, onlyResource, synthesizedPlatform } from '../support/synthesized-platform';

const { template, platform } = synthesizedPlatform();
const { widgets, start } = JSON.parse(asText(onlyResource(template(), 'AWS::CloudWatch::Dashboard').DashboardBody));
const widget = (title: string) => widgets.find(({ properties }: any) => properties.title === title).properties;
const statistics = (title: string) => widget(title).metrics.map((metric: any[]) => [metric[1], metric.at(-1).stat]);

test('shows the last three hours', () => {
  expect(start).toBe('-PT3H');
});

test('starts with all alarms, the composite first', () => {
  expect(widgets[0]).toMatchObject({ type: 'alarm', properties: { title: 'Alarms' } });
  expect(widgets[0].properties.alarms).toHaveLength(platform.alarms.all.length + 1);
  expect(widgets[0].properties.alarms[0]).toContain('OrderIntakeUnhealthyAlarm');
});

test('shows the business: orders, value by currency, rejections by reason', () => {
  expect(widget('Orders').metrics.map(([, name]: string[]) => name)).toEqual(['OrdersPlaced', 'OrdersReplayed', 'OrderItems']);
  expect(widget('Order value in minor units, by currency').metrics[0][0].expression).toBe(
    'SEARCH(\'{OrderProcessingPlatform,Platform,Currency} MetricName="OrderValue" Platform="ecommerce-orders-dev"\', \'Sum\')');
  expect(widget('Rejected, by reason').metrics[0][0].expression).toContain('{OrderProcessingPlatform,Platform,Reason} MetricName="OrdersRejected"');
});

test('shows response time and integration latency of the API as percentiles', () => {
  expect(statistics('API response time')).toEqual([['Latency', 'p50'], ['Latency', 'p95'], ['Latency', 'p99']]);
  expect(statistics('Integration latency')).toEqual([['IntegrationLatency', 'p50'], ['IntegrationLatency', 'p95'], ['IntegrationLatency', 'p99']]);
  expect(statistics('API requests').map(([name]: string[]) => name)).toEqual(['Count', '4xx', '5xx']);
});

test('shows function and table', () => {
  expect(statistics('Function').map(([name]: string[]) => name)).toEqual(['Invocations', 'Errors', 'Throttles']);
  expect(statistics('Table writes').map(([name]: string[]) => name)).toEqual(['ConsumedWriteCapacityUnits', 'WriteThrottleEvents', 'SystemErrors']);
  expect(widget('Table write latency').metrics).toHaveLength(2);
});
