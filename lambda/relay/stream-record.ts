import type { AttributeValue, DynamoDBRecord } from 'aws-lambda';
import type { OrderContent } from '../order/order-document';
import { PLATFORM_ATTRIBUTES } from '../order/stored-attributes';
import { canonical } from '../place-order/json/canonical-json';
import { isExact } from '../place-order/json/exact-number';
import type { JsonObject, JsonValue } from '../place-order/json/json-value';

/** Attributes that the platform keeps to itself, or that stand before the rest of an order. */
const NOT_CONTENT: ReadonlySet<string> = new Set(PLATFORM_ATTRIBUTES);

/** When a record came into the stream, in milliseconds; DynamoDB tells whole seconds. */
export function arrivalOf({ dynamodb }: DynamoDBRecord): number {
  return (dynamodb?.ApproximateCreationDateTime ?? Date.now() / 1000) * 1000;
}

/**
 * The order that a record of the stream says was stored; undefined if it says something else. A change or a removal is no new order.
 *
 * An order that a shop's own handler wrote may lack the time: it is then that of the record.
 */
export function newOrder(record: DynamoDBRecord): OrderContent | undefined {
  const image = record.dynamodb?.NewImage;
  const orderId = image?.orderId?.S;
  if (record.eventName !== 'INSERT' || image === undefined || orderId === undefined) return undefined;
  const attributes = Object.entries(image).filter(([name]) => !NOT_CONTENT.has(name)).map(([name, value]) => [name, plain(value)]);
  return {
    orderId,
    createdAt: image.createdAt?.S ?? new Date(arrivalOf(record)).toISOString(),
    content: canonical(Object.fromEntries(attributes) as JsonObject),
  };
}

/** The JSON of an attribute. What only a shop's own handler stores, sets and bytes, becomes arrays and Base64. */
function plain(value: AttributeValue): JsonValue {
  if (value.S !== undefined) return value.S;
  if (value.N !== undefined) return plainNumber(value.N);
  if (value.BOOL !== undefined) return value.BOOL;
  if (value.M !== undefined) return Object.fromEntries(Object.entries(value.M).map(([name, child]) => [name, plain(child)]));
  if (value.L !== undefined) return value.L.map(plain);
  return value.SS ?? value.NS?.map(plainNumber) ?? value.BS ?? value.B ?? null;
}

/** A number that JSON's readers would round keeps its digits as text; the shipped handler stores none. */
function plainNumber(digits: string): number | string {
  const number = Number(digits);
  return isExact(digits, number) ? number : digits;
}
