import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, IncomingMessage, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import { extname, join, normalize, sep } from 'node:path';

const HOST = '127.0.0.1';

const CONTENT_TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.txt': 'text/plain; charset=utf-8',
};

export interface PageServerOptions {
  /** Directory of the built site. */
  readonly directory: string;
  /** Origin of the API that its scripts may call besides. */
  readonly apiOrigin: string;
  /** What is read anew on each request, by path. */
  readonly live: Record<string, () => Promise<unknown>>;
}

/** Serves the page on a free port of the loopback interface until `signal` aborts, and returns its URL. */
export async function startPageServer(options: PageServerOptions, signal: AbortSignal): Promise<string> {
  const server = createServer((request, response) => {
    answer(options, request, response).catch((error) => send(response, 502, 'text/plain', String(error)));
  });
  server.listen(0, HOST);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  signal.addEventListener('abort', () => {
    server.close();
    server.closeAllConnections();
  }, { once: true });
  return `http://${HOST}:${port}`;
}

async function answer({ directory, apiOrigin, live }: PageServerOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  // Only by its own names: otherwise any site could read this one through a name that it lets point here.
  const { hostname, pathname } = new URL(request.url ?? '/', `http://${request.headers.host}`);
  if (hostname !== HOST && hostname !== 'localhost') return send(response, 421, 'text/plain', 'Use 127.0.0.1.');
  if (request.method !== 'GET' && request.method !== 'HEAD') return send(response, 405, 'text/plain', 'Only GET.', { allow: 'GET, HEAD' });
  const read = live[pathname];
  if (read) return send(response, 200, 'application/json; charset=utf-8', JSON.stringify(await read(), undefined, 2));
  const file = join(directory, normalize(fileOf(pathname)));
  const content = file.startsWith(`${directory}${sep}`) ? await readFile(file).catch(() => undefined) : undefined;
  if (!content) return send(response, 404, 'text/plain', `Nothing at ${pathname}.`);
  send(response, 200, CONTENT_TYPES[extname(file)] ?? 'application/octet-stream', content, {
    'content-security-policy': [
      "default-src 'none'", `script-src 'self' ${inlineScripts(file, content)}`, "img-src 'self' data:", `connect-src 'self' ${apiOrigin}`,
      // Colours of code are attributes of its words, and a drawing has its style in itself.
      "style-src 'self' 'unsafe-inline'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
    ].join('; '),
  });
}

/** The scripts that a page was built with, which choose its colours before it is shown, as a policy allows them. */
function inlineScripts(file: string, content: Buffer): string {
  const scripts = file.endsWith('.html') ? content.toString().matchAll(/<script(?: id="[\w-]+")?>([^]*?)<\/script>/g) : [];
  return [...scripts].map(([, script]) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`).join(' ');
}

function fileOf(pathname: string): string {
  // What browsers ask for beside a page that is a picture or JSON.
  if (pathname === '/favicon.ico') return '/icon.svg';
  return pathname.endsWith('/') ? `${pathname}index.html` : pathname;
}

function send(response: ServerResponse, status: number, type: string, body: string | Buffer, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', ...headers });
  response.end(body);
}
