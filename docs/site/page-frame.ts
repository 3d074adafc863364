import { escapedHtml } from './html-text';
import { relative } from './site-links';
import { PageGroup } from './site-pages';

/** A page without its frame. */
export interface PageContent {
  /** Path from the site's root. */
  readonly path: string;
  readonly title: string;
  readonly html: string;
  /** Whether the groups of pages stand beside it. */
  readonly sidebar: boolean;
  /** Files of the site that it needs besides, styles and scripts. */
  readonly assets?: readonly string[];
}

/** What the frame of every page shows. */
export interface SiteFrame {
  readonly groups: readonly PageGroup[];
  /** Entries of the header: title and path. */
  readonly header: readonly (readonly [string, string])[];
  readonly repository: string;
}

const PRODUCT = 'cdk-order-processing-platform';

/** The whole HTML document of a page. */
export function framedPage(frame: SiteFrame, { path, title, html, sidebar, assets = [] }: PageContent): string {
  const to = (target: string) => relative(path, target);
  const files = ['site.css', ...assets.filter((file) => file.endsWith('.css'))];
  const scripts = ['site.js', ...assets.filter((file) => file.endsWith('.js'))];
  const current = (target: string) => target === path ? ' aria-current="page"' : '';
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapedHtml(title === PRODUCT ? PRODUCT : `${title} · ${PRODUCT}`)}</title>
<link rel="icon" href="${to('icon.svg')}" type="image/svg+xml">
${files.map((file) => `<link rel="stylesheet" href="${to(file)}">`).join('\n')}
${scripts.map((file) => `<script src="${to(file)}" defer></script>`).join('\n')}
</head>
<body class="${sidebar ? 'with-sidebar' : 'whole-width'}">
<a class="skip" href="#content">Skip to content</a>
<header>
<a class="brand" href="${to('index.html')}"><img src="${to('icon.svg')}" alt="" width="24" height="24"><span>${PRODUCT}</span></a>
<nav aria-label="Site"><ul>
${frame.header.map(([name, target]) => `<li><a href="${to(target)}"${current(target)}>${escapedHtml(name)}</a></li>`).join('\n')}
<li><a href="${frame.repository}">GitHub</a></li>
</ul></nav>
</header>
<div class="columns">
${sidebar ? sidebarHtml(frame.groups, to, current) : ''}
<main id="content" tabindex="-1">
${html}
</main>
</div>
<footer><p>Apache-2.0</p></footer>
</body>
</html>
`;
}

function sidebarHtml(groups: readonly PageGroup[], to: (path: string) => string, current: (path: string) => string): string {
  const lists = groups.map(({ title, pages }) => `<h2>${escapedHtml(title)}</h2><ul>
${pages.map((page) => `<li><a href="${to(page.path)}"${current(page.path)}>${escapedHtml(page.title)}</a></li>`).join('\n')}
</ul>`);
  return `<nav class="sidebar" aria-label="Pages"><details open><summary>All pages</summary>${lists.join('\n')}</details></nav>`;
}
