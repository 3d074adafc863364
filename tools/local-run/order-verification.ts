import { isDeepStrictEqual } from 'node:util';
import { OrderPlacement } from './order-placement';

/**
 * What differs from "the order was accepted and is stored once, as it was sent": empty if nothing does.
 */
export function differences(placement: OrderPlacement, stored: Record<string, unknown>[], logLines: string[]): string[] {
  const { status, headers, body } = placement.response;
  if (status !== 201) return [`the API answered ${status} instead of 201: ${body}`];
  const answer: Record<string, unknown> = JSON.parse(body);

  const found: string[] = [];
  if (headers.location !== `/orders/${answer.orderId}`) found.push(`the Location header is ${headers.location}, not /orders/${answer.orderId}`);
  if (stored.length !== 1) found.push(`the table holds ${stored.length} orders instead of 1`);
  const [item] = stored;
  if (item) {
    found.push(...differing('sent', JSON.parse(placement.request.body), item), ...differing('answered', answer, item));
  }
  if (!logLines.some((line) => line.includes(String(answer.orderId)))) found.push(`no line of the function's log names order ${answer.orderId}`);
  return found;
}

/**
 * What differs from "the consumer got the order that was answered, and no other": empty if nothing does. The same document may come again.
 */
export function deliveryDifferences(placement: OrderPlacement, documents: string[]): string[] {
  const answer: Record<string, unknown> = JSON.parse(placement.response.body);
  const found = documents.flatMap((text) => {
    const { id, data }: Record<string, unknown> = JSON.parse(text);
    if (id !== answer.orderId) return [`the document's id is ${JSON.stringify(id)}, not the order's, ${JSON.stringify(answer.orderId)}`];
    return isDeepStrictEqual(data, answer) ? [] : [`data is ${JSON.stringify(data)} but was answered as ${placement.response.body}`];
  });
  return [...new Set(found)];
}

function differing(origin: string, expected: Record<string, unknown>, item: Record<string, unknown>): string[] {
  return Object.keys(expected)
    .filter((member) => !isDeepStrictEqual(expected[member], item[member]))
    .map((member) => `${member} was ${origin} as ${JSON.stringify(expected[member])} but is stored as ${JSON.stringify(item[member])}`);
}
