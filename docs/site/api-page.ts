import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PageContent } from './page-frame';
import { PROJECT_ROOT } from './site-pages';

/** The contract, from the project's root. */
export const OPENAPI = 'docs/openapi.json';
const VIEWER = ['swagger-ui.css', 'viewer.css', 'swagger-ui-bundle.js'];

/** The contract to read. */
export function apiReferencePage(): PageContent {
  return {
    path: 'http-api.html',
    title: 'HTTP API',
    sidebar: false,
    assets: [...VIEWER, 'api-reference.js'],
    html: `<div class="intro"><h1>HTTP API</h1>
<p>One route takes orders. <code>npm run local</code> serves this page with a platform to send them to.</p></div>
${viewerSection('Contract')}
${openApiScript()}`,
  };
}

/** The contract to try, with what the platform of \`npm run local\` stored and logged. */
export function tryPage(): PageContent {
  return {
    path: 'try.html',
    title: 'Try it',
    sidebar: false,
    assets: [...VIEWER, 'try.css', 'try.js'],
    html: `<div class="intro"><h1>Place an order</h1>
<p>Requests go from this page, across origins, to the platform that <code>npm run local</code> deployed:
<code id="orders-url">…</code></p></div>
<div class="try">
${viewerSection('Request')}
<div class="observed">
<section class="card" aria-labelledby="orders-title">
<div class="section-head"><h2 id="orders-title">Stored orders</h2><p id="orders-status" role="status">Loading…</p></div>
<ol id="orders" class="orders"></ol>
<p class="source">All items of the table <code id="table-name">…</code>, read every two seconds. <a href="live/orders.json">As JSON</a></p>
</section>
<section class="card" aria-labelledby="log-title">
<div class="section-head"><h2 id="log-title" tabindex="-1">Function log</h2><p id="log-status" role="status"></p></div>
<label class="filter" for="log-filter">Lines with <input id="log-filter" type="search" placeholder="order or request id" autocomplete="off" spellcheck="false"></label>
<ol id="log" class="log" tabindex="0" aria-labelledby="log-title"></ol>
<p class="source">Log group <code id="log-group">…</code>. <a href="live/log.json">As JSON</a></p>
</section>
</div>
</div>
${openApiScript()}`,
  };
}

function viewerSection(title: string): string {
  return `<section class="card" aria-labelledby="viewer-title">
<div class="section-head"><h2 id="viewer-title">${title}</h2><p><a href="openapi.json">openapi.json</a></p></div>
<div id="viewer"></div>
</section>`;
}

/** In the page, not fetched: then the built site also works from a folder. */
function openApiScript(): string {
  const document = JSON.parse(readFileSync(join(PROJECT_ROOT, OPENAPI), 'utf8'));
  return `<script type="application/json" id="openapi">${JSON.stringify(document).replace(/</g, '\\u003c')}</script>`;
}
