/** The same for everybody: CloudFront may keep it for five minutes, a browser for one. */
export async function handler() {
  return {
    statusCode: 200,
    headers: { 'content-type': 'application/json', 'cache-control': 'public, max-age=60, s-maxage=300' },
    body: JSON.stringify([{ sku: 'TEA-001', name: 'Assam', unitPrice: 1999, currency: 'USD' }]),
  };
}
