import { Stack } from 'aws-cdk-lib';
import { Match as EventMatch } from 'aws-cdk-lib/aws-events';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { OrderConsumer, OrderFilter } from '../../src';
import { onlyResource, synthesizedPlatform } from '../support/synthesized-platform';

function patternOf(filter?: OrderFilter): any {
  const { platform, stack, template } = synthesizedPlatform();
  platform.addOrderConsumer('Warehouse', OrderConsumer.fromQueue(new Queue(stack as Stack, 'Queue')), { filter });
  return onlyResource(template(), 'AWS::Events::Rule').EventPattern;
}

const PLACED = { 'source': ['urn:order-processing:ecommerce-orders-dev'], 'detail-type': ['OrderPlaced'] };
/** Not sent again to another consumer. */
const FOR_WAREHOUSE = { recipient: ['Warehouse', { exists: false }] };
const EVERY_ORDER = { ...PLACED, detail: FOR_WAREHOUSE };

test('without a filter, every order', () => {
  expect(patternOf()).toEqual(EVERY_ORDER);
  expect(patternOf({})).toEqual(EVERY_ORDER);
});

test('by currency', () => {
  expect(patternOf({ currencies: ['EUR', 'CHF'] })).toEqual({ ...PLACED, detail: { ...FOR_WAREHOUSE, data: { currency: ['EUR', 'CHF'] } } });
});

test('by total, with those that are too large to be compared', () => {
  expect(patternOf({ minimumTotalAmount: 10_000 })).toEqual({
    ...EVERY_ORDER,
    $or: [{ detail: { data: { totalAmount: [{ numeric: ['>=', 10_000] }] } } }, { resources: ['urn:order-processing:large-total'] }],
  });
});

test('by any pattern, together with the others', () => {
  const eventPattern = { detail: { data: { shippingAddress: { country: EventMatch.prefix('D') } } } };
  expect(patternOf({ currencies: ['EUR'], eventPattern })).toEqual({
    ...PLACED, detail: { ...FOR_WAREHOUSE, data: { shippingAddress: { country: [{ prefix: 'D' }] }, currency: ['EUR'] } },
  });
});

test.each<[string, OrderFilter, string]>([
  ['no currency', { currencies: [] }, '`filter.currencies` must name at least one currency'],
  ['no code', { currencies: ['eur'] }, '`filter.currencies` must hold ISO 4217 codes of three capital letters, got: \'eur\''],
  ['no total', { minimumTotalAmount: 0 }, '`filter.minimumTotalAmount` must be an integer from 1 to 5000000000 minor units, got: 0'],
  ['more than EventBridge compares', { minimumTotalAmount: 5_000_000_001 }, '`filter.minimumTotalAmount` must be an integer from 1 to 5000000000'],
  ['other members', { eventPattern: { source: ['shop'] } }, '`filter.eventPattern` must have `detail` only'],
  ['a currency twice', { currencies: ['EUR'], eventPattern: { detail: { data: { currency: ['USD'] } } } },
    '`filter.eventPattern` must not have `detail.data.currency` together with `filter.currencies`'],
])('%s is refused', (_case, filter, message) => {
  expect(() => patternOf(filter)).toThrow(`[Shop/Orders] ${message}`);
});
