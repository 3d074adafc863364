import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buildSync } from 'esbuild';
import { apiReferencePage, OPENAPI, tryPage } from './api-page';
import { escapedHtml } from './html-text';
import { markdownToHtml } from './markdown-page';
import { framedPage, PageContent } from './page-frame';
import { repositoryUrl, SiteLinks } from './site-links';
import { PageGroup, pageGroups, PROJECT_ROOT } from './site-pages';

const BROWSER = join(__dirname, 'browser');
const SWAGGER_UI = join(__dirname, 'node_modules', 'swagger-ui-dist');

export interface SiteOptions {
  /** Directory to write to; what is in it goes away. */
  readonly directory: string;
  /** Whether a server with `live/*.json` stands behind it: adds the page to place orders with. */
  readonly live: boolean;
}

/** Builds the site and returns the links of its pages that lead nowhere. */
export function buildSite({ directory, live }: SiteOptions): string[] {
  const groups = pageGroups();
  const links = new SiteLinks(groups.flatMap(({ pages }) => pages));
  const pages = [...groups.flatMap((group) => markdownPages(group, links)), apiReferencePage(), ...decisionsPage(groups), ...live ? [tryPage()] : []];
  links.checkFragments(new Map(pages.map(({ path, html }) => [path, html])));

  rmSync(directory, { recursive: true, force: true });
  const frame = {
    groups,
    header: [...live ? [['Try it', 'try.html'] as const] : [], ['Overview', 'index.html'] as const, ['HTTP API', 'http-api.html'] as const],
    repository: repositoryUrl(),
  };
  for (const page of pages) write(join(directory, page.path), framedPage(frame, page));
  for (const [from, to] of links.pictures) cpSync(join(PROJECT_ROOT, from), join(directory, to));
  cpSync(join(PROJECT_ROOT, OPENAPI), join(directory, 'openapi.json'));
  for (const file of ['swagger-ui.css', 'swagger-ui-bundle.js', 'swagger-ui-bundle.js.LICENSE.txt']) cpSync(join(SWAGGER_UI, file), join(directory, file));
  for (const file of ['site.css', 'viewer.css', 'icon.svg', ...live ? ['try.css'] : []]) cpSync(join(BROWSER, file), join(directory, file));
  buildSync({
    entryPoints: ['site.ts', 'api-reference.ts', ...live ? ['try.ts'] : []].map((file) => join(BROWSER, file)),
    outdir: directory,
    bundle: true,
    format: 'iife',
    target: 'es2022',
    minify: true,
    logLevel: 'warning',
  });
  return links.broken;
}

function markdownPages({ pages }: PageGroup, links: SiteLinks): PageContent[] {
  return pages.map((page) => ({
    path: page.path,
    title: page.path === 'index.html' ? 'cdk-order-processing-platform' : page.title,
    sidebar: true,
    html: `<article class="prose">${markdownToHtml(readFileSync(join(PROJECT_ROOT, page.source), 'utf8'), links.resolverOf(page))}</article>`,
  }));
}

/** Links to the folder of decisions lead to a list of them. */
function decisionsPage(groups: readonly PageGroup[]): PageContent[] {
  const decisions = groups.find(({ title }) => title === 'Decisions');
  if (!decisions) return [];
  const items = decisions.pages.map(({ path, title }) => `<li><a href="${path.replace('adr/', '')}">${escapedHtml(title)}</a></li>`);
  return [{ path: 'adr/index.html', title: 'Decisions', sidebar: true, html: `<article class="prose"><h1>Decisions</h1><ul>${items.join('\n')}</ul></article>` }];
}

function write(file: string, content: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}
