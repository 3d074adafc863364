/** One caller's own: nobody may keep it. */
export async function handler({ pathParameters: { orderId } }) {
  return {
    statusCode: 200,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
    body: JSON.stringify({ orderId, status: 'RECEIVED' }),
  };
}
