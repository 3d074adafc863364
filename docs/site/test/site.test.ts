import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Browser, Page } from 'playwright-core';
import { launchChromium, watchedPage } from './chromium';
import { startPageServer } from '../../../test/local-aws/page/page-server';
import { buildSite } from '../site';
import { PROJECT_ROOT } from '../site-pages';

const DIRECTORY = join(PROJECT_ROOT, '.local', 'site-test');
const SCREENSHOTS = join(PROJECT_ROOT, '.local', 'screenshots');
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

// A stand-in of what the local run answers: whether that works is tested in page.test.ts.
const ORDER = {
  orderId: '00000000-0000-4000-8000-000000000000', status: 'RECEIVED', createdAt: '2026-01-01T12:00:00Z', currency: 'JPY', totalAmount: 1200, items: [{ quantity: 1 }],
};
const LOG = [{ timestamp: 0, message: 'START' }, { timestamp: 1, message: JSON.stringify({ level: 'ERROR', message: 'Order refused' }) }];

const stop = new AbortController();
let browser: Browser;
let origin: string;
let broken: string[];
/** Every page that links lead to, from the first one on. */
let paths: string[];
/** Links between pages that lead nowhere. */
let missing: string[];

before(async () => {
  mkdirSync(SCREENSHOTS, { recursive: true });
  broken = buildSite({ directory: DIRECTORY, live: true });
  origin = await startPageServer({
    directory: DIRECTORY,
    apiOrigin: 'http://127.0.0.1:9',
    live: {
      '/live/platform.json': async () => ({ apiUrl: 'http://127.0.0.1:9', tableName: 'orders', logGroupName: '/aws/lambda/orders' }),
      '/live/orders.json': async () => [ORDER],
      '/live/log.json': async () => LOG,
    },
  }, stop.signal);
  browser = await launchChromium();
  ({ paths, missing } = await crawl());
});
after(async () => {
  await browser?.close();
  stop.abort();
});

/** Follows every link within the site. */
async function crawl(): Promise<{ paths: string[]; missing: string[] }> {
  const { page } = await watchedPage(browser);
  const found = new Set(['/index.html']);
  const lost: string[] = [];
  for (const path of found) {
    const response = await page.goto(origin + path);
    if (response?.status() !== 200) lost.push(`${path}: ${response?.status()}`);
    if (!path.endsWith('.html')) continue;
    for (const href of await page.locator('a[href]').evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href))) {
      const url = new URL(href);
      if (url.origin === origin) found.add(url.pathname);
    }
  }
  await page.context().close();
  return { paths: [...found].filter((path) => path.endsWith('.html')), missing: lost };
}

async function onEachPage(options: { colorScheme: 'light' | 'dark'; width: number }, look: (page: Page, path: string) => Promise<void>): Promise<void> {
  const { page, complaints } = await watchedPage(browser, { colorScheme: options.colorScheme, viewport: { width: options.width, height: 900 } });
  for (const path of paths) {
    await page.goto(origin + path);
    if (await page.locator('#viewer').count() > 0) await page.locator('.opblock-body').waitFor();
    await look(page, path);
  }
  assert.deepEqual(complaints, []);
  await page.context().close();
}

async function accessibilityViolations(page: Page): Promise<string[]> {
  return page.evaluate(`${AXE}; axe.run().then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ': ' + html.slice(0, 200))))`);
}

test('links of the Markdown files lead to pages, headings or files of the project', () => {
  assert.deepEqual(broken, []);
});

test('every link between pages leads to something', () => {
  assert.deepEqual(missing, []);
});

test('the crawl finds overview, contract, guides and decisions', () => {
  for (const path of ['/index.html', '/http-api.html', '/try.html', '/operations.html', '/adr/index.html']) assert.ok(paths.includes(path), path);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on any page (${colorScheme}), and no page complains`, async () => {
    await onEachPage({ colorScheme, width: 1280 }, async (page, path) => {
      assert.deepEqual(await accessibilityViolations(page), [], path);
      await page.screenshot({ path: join(SCREENSHOTS, `${path.slice(1).replace(/[/.]/g, '-')}-${colorScheme}.png`) });
    });
  });
}

test('no page is wider than a telephone, and axe finds nothing where the layout differs', async () => {
  await onEachPage({ colorScheme: 'light', width: 390 }, async (page, path) => {
    const scrollWidth = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(scrollWidth <= 390, `${path} is ${scrollWidth} px wide`);
    if (['/try.html', '/index.html'].includes(path)) assert.deepEqual(await accessibilityViolations(page), [], path);
    await page.screenshot({ path: join(SCREENSHOTS, `${path.slice(1).replace(/[/.]/g, '-')}-narrow.png`) });
  });
});

test('every page has one first-level heading and a title of its own', async () => {
  const titles = new Set<string>();
  await onEachPage({ colorScheme: 'light', width: 1280 }, async (page, path) => {
    assert.equal(await page.locator('h1').count(), 1, path);
    titles.add(await page.title());
  });
  assert.equal(titles.size, paths.length);
});

test('the server of the page answers to its own names only', async () => {
  const { request } = await import('node:http');
  const status = await new Promise((resolve) => {
    request(`${origin}/live/orders.json`, { headers: { host: 'attacker.example' } }, (response) => resolve(response.resume().statusCode)).end();
  });
  assert.equal(status, 421);
});

test('the server of the page gives no file outside the site', async () => {
  for (const path of ['/../../package.json', '/%2e%2e/%2e%2e/package.json', '/..%2f..%2fpackage.json', '//../package.json']) {
    const { request } = await import('node:http');
    const status = await new Promise((resolve) => {
      request({ host: '127.0.0.1', port: new URL(origin).port, path }, (response) => resolve(response.resume().statusCode)).end();
    });
    assert.notEqual(status, 200, path);
  }
});

test('the static site has no page that needs a server', () => {
  const directory = join(PROJECT_ROOT, '.local', 'static-site-test');
  buildSite({ directory, live: false });
  assert.throws(() => readFileSync(join(directory, 'try.html')), { code: 'ENOENT' });
  assert.doesNotMatch(readFileSync(join(directory, 'index.html'), 'utf8'), /live\/|try\.html/);
});
