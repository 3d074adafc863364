// As it is: to bundle it again takes longer than everything else.
import swaggerUi from 'swagger-ui-dist/swagger-ui-bundle.js?url';
import styles from 'swagger-ui-dist/swagger-ui.css?inline';
import { accessibleContract } from './viewer-plugin';
import openapi from '../../../openapi.json';

/** The part of Swagger UI that this site uses. */
declare const SwaggerUIBundle: (options: Record<string, unknown>) => unknown;

/**
 * Shows the contract in the element with the id `viewer`.
 *
 * @param server URL of the API that requests are sent to; without it they can't be sent
 * @param onResponse told when a request was answered
 */
export async function showContract(server: string, onResponse: () => void): Promise<void> {
  // Before the site's own styles, which overrule it.
  document.head.prepend(Object.assign(document.createElement('style'), { textContent: styles }));
  await new Promise((resolve) => document.head.append(Object.assign(document.createElement('script'), { src: swaggerUi, onload: resolve })));
  SwaggerUIBundle({
    spec: server ? { ...openapi, servers: [{ url: server, description: 'The local platform' }] } : openapi,
    dom_id: '#viewer',
    plugins: [accessibleContract],
    layout: 'ContractLayout',
    docExpansion: 'full',
    tryItOutEnabled: server !== '',
    supportedSubmitMethods: server ? ['post'] : [],
    displayRequestDuration: true,
    // Its colours do not follow the page.
    syntaxHighlight: false,
    defaultModelsExpandDepth: 0,
    // The service that checks documents online.
    validatorUrl: null,
    responseInterceptor: (response: unknown) => {
      onResponse();
      return response;
    },
  });
}
