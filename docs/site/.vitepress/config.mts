import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vitepress';
import { LIVE, NO_PAGES, pageOf, PROJECT_ROOT, sidebar } from './contents';
import { writeGeneratedPages } from './generated-pages';
import { brokenLinks } from './link-check';
import { asOnGitHub, repositoryUrl } from './markdown';

const SITE = join(PROJECT_ROOT, 'docs', 'site');

writeGeneratedPages();

export default defineConfig({
  title: 'cdk-order-processing-platform',
  titleTemplate: ':title · cdk-order-processing-platform',
  description: 'An order intake for AWS CDK apps that is ready for production',
  lang: 'en',
  transformHead: ({ siteData }) => [['link', { rel: 'icon', href: `${siteData.base}icon.svg`, type: 'image/svg+xml' }]],

  // The Markdown files stand where GitHub shows them.
  srcDir: PROJECT_ROOT,
  srcExclude: NO_PAGES,
  rewrites: pageOf,
  outDir: join(PROJECT_ROOT, LIVE ? '.local/page' : 'dist/site'),
  cacheDir: join(SITE, 'node_modules', '.cache'),
  lastUpdated: false,
  vite: {
    publicDir: join(SITE, 'public'),
    server: { host: '127.0.0.1' },
    plugins: [{
      name: 'vue-of-the-site',
      enforce: 'pre',
      // For pages that stand outside the folder in which Vue is installed.
      resolveId: (id, _importer, { ssr }) => ssr && /^vue(\/|$)/.test(id) ? { id, external: true } : undefined,
    }],
  },

  markdown: { theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' }, config: asOnGitHub },

  themeConfig: {
    logo: '/icon.svg',
    nav: [
      ...LIVE ? [{ text: 'Try it', link: '/try' }] : [],
      { text: 'Overview', link: '/' },
      { text: 'HTTP API', link: '/http-api' },
      { text: 'Constructs', link: '/construct-reference/' },
    ],
    sidebar: sidebar(),
    outline: [2, 3],
    search: { provider: 'local' },
    socialLinks: [{ icon: 'github', link: repositoryUrl(), ariaLabel: 'GitHub' }],
  },

  buildEnd({ outDir, site }) {
    copyFileSync(join(PROJECT_ROOT, 'docs', 'openapi.json'), join(outDir, 'openapi.json'));
    const broken = brokenLinks(outDir, site.base);
    if (broken.length > 0) throw new Error(`Links that lead nowhere:\n${broken.join('\n')}`);
  },
});
