import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { JsonValue } from '../json/json-value';

/** A JSON value as DynamoDB stores it. */
export function attributeValue(value: JsonValue): AttributeValue {
  switch (typeof value) {
    case 'string': return { S: value };
    case 'number': return { N: String(value) };
    case 'boolean': return { BOOL: value };
  }
  if (value === null) return { NULL: true };
  if (Array.isArray(value)) return { L: value.map(attributeValue) };
  return { M: attributeMap(value) };
}

/** The members of an object as attributes. */
export function attributeMap(object: Readonly<Record<string, JsonValue>>): Record<string, AttributeValue> {
  return Object.fromEntries(Object.entries(object).map(([member, value]) => [member, attributeValue(value)]));
}
