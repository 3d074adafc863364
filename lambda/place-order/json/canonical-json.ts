import type { JsonObject, JsonValue } from './json-value';

/** JSON text that is the same for equal values: no white space, members sorted by name. */
export function canonicalJson(value: JsonValue): string {
  return JSON.stringify(canonical(value));
}

/** The same value with the members of every object in sorted order. */
export function canonical<T extends JsonValue>(value: T): T;
export function canonical(value: JsonValue): JsonValue {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(canonical);
  const sorted: JsonObject = {};
  for (const member of Object.keys(value).sort()) sorted[member] = canonical(value[member]);
  return sorted;
}
