import { unescape } from 'node:querystring';
import type { AnySchemaObject } from 'ajv';
import { OrderSchemaError } from './order-schema-error';
import { Subschema, subschemas } from './subschemas';
import { jsonPointer } from '../../lambda/place-order/violations/json-pointer';

/**
 * Checks what the handler relies on, beyond the schema being one: orders are objects, and free of the platform's own members.
 *
 * @throws OrderSchemaError
 */
export function requireOrderObject(root: AnySchemaObject, reservedMembers: readonly string[]): void {
  if (root.$async) throw new OrderSchemaError('must not be asynchronous (/$async)');
  const applied = [...appliedToOrder(root, { schema: root, path: [] })];
  for (const { schema: { type }, path } of applied) {
    if (type !== undefined && ![type].flat().includes('object')) throw noObject(path, type);
  }
  if (!applied.some(({ schema: { type } }) => type === 'object')) throw noObject([], root.type);
  for (const { schema: { properties, required }, path } of applied) {
    for (const member of reservedMembers) {
      if (Object.hasOwn(Object(properties), member)) throw reserved('define', member, [...path, 'properties', member]);
      const position = [required].flat().indexOf(member);
      if (position >= 0) throw reserved('require', member, [...path, 'required', position]);
    }
  }
}

function noObject(path: readonly string[], type: unknown): OrderSchemaError {
  return new OrderSchemaError(`must have "type": "object" at its root (${jsonPointer([...path, 'type'])}), got: ${JSON.stringify(type)}`);
}

function reserved(verb: string, member: string, path: readonly (string | number)[]): OrderSchemaError {
  return new OrderSchemaError(`must not ${verb} the member ${member} (${jsonPointer(path)}): the platform stores its own value under that name`);
}

/** The schemas that every order must keep: the root's and those that it refers to without condition. */
function* appliedToOrder(root: AnySchemaObject, { schema, path }: Subschema, seen = new Set<object>()): Generator<Subschema> {
  if (typeof schema !== 'object' || schema === null || seen.has(schema)) return;
  seen.add(schema);
  yield { schema, path };
  for (const [position, child] of [schema.allOf ?? []].flat().entries()) {
    yield* appliedToOrder(root, { schema: child, path: [...path, 'allOf', String(position)] }, seen);
  }
  const target = typeof schema.$ref === 'string' ? localTarget(root, schema.$ref) : undefined;
  if (target) yield* appliedToOrder(root, target, seen);
}

/** What a reference inside the document means: `#`, a pointer or an anchor. ajv refuses those that lead nowhere. */
function localTarget(root: AnySchemaObject, reference: string): Subschema | undefined {
  const [document, fragment = ''] = reference.split('#', 2);
  if (document !== '' && document !== root.$id) return undefined;
  const decoded = unescape(fragment);
  if (decoded !== '' && !decoded.startsWith('/')) {
    return [...subschemas(root)].find(({ schema }) => schema.$anchor === decoded || schema.$id === `#${decoded}`);
  }
  const path = decoded.split('/').slice(1).map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  return { schema: path.reduce<AnySchemaObject>((schema, step) => Object(schema)[step], root), path };
}
