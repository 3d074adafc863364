import type { JsonValue } from '../json/json-value';

/**
 * The same value with `Map` in place of objects.
 *
 * The document client decides by `value.constructor` how to store an object, which an order with a member of that name would confuse.
 */
export function storable(value: JsonValue): unknown {
  if (Array.isArray(value)) return value.map(storable);
  if (typeof value !== 'object' || value === null) return value;
  return new Map(Object.entries(value).map(([member, child]) => [member, storable(child)]));
}
