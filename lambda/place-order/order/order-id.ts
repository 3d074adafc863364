import { createHash, randomUUID } from 'node:crypto';

/**
 * Id of an order: derived from the caller and the idempotency key, so that every retry writes to the same item; random without a key.
 *
 * A UUID either way (RFC 9562): version 8 if derived, version 4 if random.
 */
export function orderId(idempotencyKey: string | undefined, caller: readonly string[] | undefined): string {
  if (idempotencyKey === undefined) return randomUUID();
  const digest = createHash('sha256').update(JSON.stringify([caller ?? null, idempotencyKey])).digest('hex');
  const variant = (8 + Number.parseInt(digest[16], 16) % 4).toString(16);
  return [
    digest.slice(0, 8),
    digest.slice(8, 12),
    `8${digest.slice(13, 16)}`,
    `${variant}${digest.slice(17, 20)}`,
    digest.slice(20, 32),
  ].join('-');
}
