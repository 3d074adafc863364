import type { APIGatewayProxyEventV2 } from 'aws-lambda';

/**
 * Value of a request header, whatever the casing of its name.
 *
 * Lines of a repeated header are joined with a comma, as API Gateway does.
 */
export function requestHeader(event: APIGatewayProxyEventV2, name: string): string | undefined {
  const lines: string[] = [];
  for (const [key, value] of Object.entries(event.headers ?? {})) {
    if (value !== undefined && key.toLowerCase() === name) lines.push(value);
  }
  return lines.length > 0 ? lines.join(',') : undefined;
}
