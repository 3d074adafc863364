import { accessibleContract } from './viewer-plugin';

/** The part of Swagger UI that this site uses. */
declare const SwaggerUIBundle: (options: Record<string, unknown>) => unknown;

export interface ViewerOptions {
  readonly document: Record<string, any>;
  /** Whether requests can be sent. */
  readonly tryIt: boolean;
  /** Told when a request was answered. */
  readonly onResponse?: () => void;
}

/** The OpenAPI document that the page holds. */
export function openApiDocument(): Record<string, any> {
  return JSON.parse(document.getElementById('openapi')!.textContent!);
}

export function showViewer({ document: spec, tryIt, onResponse }: ViewerOptions): void {
  SwaggerUIBundle({
    spec,
    dom_id: '#viewer',
    plugins: [accessibleContract],
    layout: 'ContractLayout',
    docExpansion: 'full',
    tryItOutEnabled: tryIt,
    supportedSubmitMethods: tryIt ? ['post'] : [],
    displayRequestDuration: true,
    // Its colours do not follow the page.
    syntaxHighlight: false,
    defaultModelsExpandDepth: 0,
    // The service that checks documents online.
    validatorUrl: null,
    responseInterceptor: (response: unknown) => {
      onResponse?.();
      return response;
    },
  });
}
