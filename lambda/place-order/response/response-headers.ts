/** Headers of every answer. CORS headers come from the API. */
export const RESPONSE_HEADERS = {
  'Cache-Control': 'no-store',
  'Strict-Transport-Security': 'max-age=63072000; includeSubDomains',
} as const;
