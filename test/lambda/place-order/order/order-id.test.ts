import * as fc from 'fast-check';
import { orderId } from '../../../../lambda/place-order/order/order-id';

const UUID = /^[\da-f]{8}-[\da-f]{4}-([48])[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;
const caller = fc.option(fc.array(fc.string(), { minLength: 1, maxLength: 3 }), { nil: undefined });

test('is a UUID: derived with a key, random without', () => {
  expect(UUID.exec(orderId('key', undefined))?.[1]).toBe('8');
  expect(UUID.exec(orderId(undefined, undefined))?.[1]).toBe('4');
  expect(orderId(undefined, undefined)).not.toBe(orderId(undefined, undefined));
});

test('depends on key and caller alone', () => {
  fc.assert(fc.property(fc.string(), caller, fc.string(), caller, (key, who, otherKey, otherWho) => {
    const isSame = JSON.stringify([key, who]) === JSON.stringify([otherKey, otherWho]);

    expect(orderId(key, who)).toMatch(UUID);
    expect(orderId(key, who) === orderId(otherKey, otherWho)).toBe(isSame);
  }));
});

// Orders stored by earlier versions must still be found by their keys.
test('never changes between versions', () => {
  expect(orderId('a-key', undefined)).toBe('a25d4fb2-64bf-8c62-8b1f-0f78eaba4689');
  expect(orderId('a-key', ['jwt', 'https://idp.example', 'ada'])).toBe('0d0d9662-847e-8973-9803-d5fb3509ed47');
});
