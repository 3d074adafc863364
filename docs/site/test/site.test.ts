import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Browser, Page } from 'playwright-core';
import { PROJECT_ROOT, publishedSite } from './built-site';
import { launchChromium, watchedPage } from './chromium';
import { TryPage } from './try-page';
import { builtPage } from '../../../tools/local-run/page/built-page';
import { startPageServer } from '../../../tools/local-run/page/page-server';
import { brokenLinks } from '../.vitepress/link-check';

const SCREENSHOTS = join(PROJECT_ROOT, '.local', 'screenshots');
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

// A stand-in of what the local run answers: whether that works is tested in page.test.ts.
const ORDER = {
  orderId: '00000000-0000-4000-8000-000000000000', status: 'RECEIVED', createdAt: '2026-01-01T12:00:00Z', currency: 'JPY', totalAmount: 1200, items: [{ quantity: 1 }],
};
const LOG = [{ timestamp: 0, message: 'START' }, { timestamp: 1, message: JSON.stringify({ level: 'ERROR', message: 'Order refused' }) }];

/** Nothing listens there. */
const API = 'http://127.0.0.1:9';

const stop = new AbortController();
let browser: Browser;
let origin: string;
/** Every page that links lead to, from the first one on. */
let paths: string[];
/** Links between pages that lead nowhere. */
let missing: string[];

before(async () => {
  mkdirSync(SCREENSHOTS, { recursive: true });
  origin = await startPageServer({
    directory: await builtPage(stop.signal),
    apiOrigin: API,
    live: {
      '/live/platform.json': async () => ({ apiUrl: API, tableName: 'orders', logGroupName: '/aws/lambda/orders' }),
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
  const found = new Set(['/']);
  const lost: string[] = [];
  for (const path of found) {
    const response = await page.goto(origin + path);
    if (response?.status() !== 200) lost.push(`${path}: ${response?.status()}`);
    for (const href of await page.locator('a[href]').evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href))) {
      const url = new URL(href);
      if (url.origin === origin) found.add(url.pathname);
    }
  }
  await page.context().close();
  return { paths: [...found].filter((path) => /(\.html|\/)$/.test(path)), missing: lost };
}

/** The pages, with two of those that are alike. */
function differentPages(): string[] {
  const alike = ['/adr/', '/construct-reference/'].flatMap((folder) => paths.filter((path) => path.startsWith(folder)).slice(2));
  return paths.filter((path) => !alike.includes(path));
}

async function onPages(pages: string[], options: { colorScheme: 'light' | 'dark'; width: number }, look: (page: Page, path: string) => Promise<void>): Promise<void> {
  const { page, complaints } = await watchedPage(browser, { colorScheme: options.colorScheme, viewport: { width: options.width, height: 900 } });
  for (const path of pages) {
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

const screenshot = (name: string) => join(SCREENSHOTS, `${name.replace(/^\W+|\.html$/g, '').replace(/\W+/g, '-') || 'index'}.png`);

test('every link between pages leads to something', () => {
  assert.deepEqual(missing, []);
});

test('overview, contract, constructs, decisions and every guide are reached by links', () => {
  const guides = readdirSync(join(PROJECT_ROOT, 'docs')).filter((file) => file.endsWith('.md')).map((file) => `/${file.replace(/\.md$/, '.html')}`);
  const wanted = ['/', '/http-api.html', '/try.html', '/construct-reference/', '/construct-reference/OrderProcessingPlatform.html', '/adr/', ...guides];
  assert.deepEqual(wanted.filter((path) => !paths.includes(path)), []);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on any page (${colorScheme}), and no page complains`, async () => {
    await onPages(differentPages(), { colorScheme, width: 1280 }, async (page, path) => {
      assert.deepEqual(await accessibilityViolations(page), [], path);
      await page.screenshot({ path: screenshot(`${path}-${colorScheme}`) });
    });
  });
}

/** Opens the page to place orders and waits for its form. */
async function openedForm(page: Page): Promise<TryPage> {
  const tryPage = new TryPage(page);
  await tryPage.open(`${origin}/try.html`);
  return tryPage;
}

/** Answers orders in the API's place; whether that does is tested in page.test.ts. */
async function answerOrders(page: Page): Promise<void> {
  await page.route(`${API}/orders`, (route) => route.fulfill({
    status: 201,
    headers: { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*', 'location': `/orders/${ORDER.orderId}` },
    contentType: 'application/json',
    body: JSON.stringify(ORDER),
  }));
}

const STATES: Record<string, (page: Page) => Promise<void>> = {
  'the schema of the order': async (page) => {
    await page.goto(`${origin}/http-api.html`);
    await page.getByRole('tab', { name: 'Schema' }).first().click();
    await page.locator('.json-schema-2020-12').first().waitFor();
  },
  'all schemas': async (page) => {
    await page.goto(`${origin}/http-api.html`);
    await page.locator('section.models button').first().click();
    await page.locator('section.models .json-schema-2020-12-accordion').first().click();
    await page.locator('.json-schema-2020-12__constraint--string').first().waitFor();
  },
  'a refused key': async (page) => {
    const { idempotencyKey, execute } = await openedForm(page);
    await idempotencyKey.fill('two words, then €');
    await execute.click();
    await page.locator('input.invalid').waitFor();
  },
  'an answer': async (page) => {
    await answerOrders(page);
    await (await openedForm(page)).place();
  },
  'an empty body': async (page) => {
    await answerOrders(page);
    const { body, execute } = await openedForm(page);
    await body.fill('');
    await execute.click();
    await page.getByRole('alert').waitFor();
  },
};

for (const colorScheme of ['light', 'dark'] as const) {
  for (const [name, reach] of Object.entries(STATES)) {
    test(`axe finds nothing in the state: ${name} (${colorScheme})`, async () => {
      const { page, complaints } = await watchedPage(browser, { colorScheme, viewport: { width: 1280, height: 900 } });
      await reach(page);
      assert.deepEqual(await accessibilityViolations(page), []);
      await page.screenshot({ path: screenshot(`state-${name}-${colorScheme}`), fullPage: true });
      assert.deepEqual(complaints, []);
      await page.context().close();
    });
  }

  test(`the copy buttons show their icon (${colorScheme})`, async () => {
    const { page } = await watchedPage(browser, { colorScheme });
    await answerOrders(page);
    await (await openedForm(page)).place();
    const button = page.locator('.live-responses-table .copy-to-clipboard button').first();
    const shot = (await button.screenshot()).toString('base64');
    const shades = await page.evaluate(async (png) => {
      const bitmap = await createImageBitmap(new Blob([Uint8Array.from(atob(png), (character) => character.charCodeAt(0))]));
      const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!;
      context.drawImage(bitmap, 0, 0);
      const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
      return data.filter((_, index) => index % 4 === 0).reduce((range, red) => [Math.min(range[0], red), Math.max(range[1], red)], [255, 0]);
    }, shot);
    assert.ok(shades[1] - shades[0] > 100, `its shades lie between ${shades.join(' and ')}`);
    await page.context().close();
  });
}

test('a search finds a prop in the construct reference', async () => {
  const { page, complaints } = await watchedPage(browser);
  await page.goto(origin);
  await page.getByRole('button', { name: 'Search' }).click();
  await page.keyboard.type('reservedConcurrentExecutions');
  await page.getByRole('option').filter({ hasText: 'OrderFunctionOptions' }).first().click();
  await page.waitForURL('**/construct-reference/OrderFunctionOptions.html*');
  assert.deepEqual(complaints, []);
  await page.context().close();
});

test('a request without a body is not sent: the page says so and shows no earlier answer', async () => {
  const { page } = await watchedPage(browser);
  await answerOrders(page);
  const tryPage = await openedForm(page);
  await tryPage.place();
  await tryPage.body.fill('');
  await tryPage.execute.click();
  assert.match(await page.getByRole('alert').innerText(), /Nothing was sent/);
  assert.equal(await tryPage.answer.count(), 0);
  await page.context().close();
});

test('an order of a great amount fits into the list', async () => {
  const { page } = await watchedPage(browser, { viewport: { width: 1280, height: 900 } });
  const total = 9_007_199_254_740_991;
  await page.route('**/live/orders.json', (route) => route.fulfill({ json: [ORDER, { ...ORDER, orderId: randomUUID(), reference: 'R'.repeat(64), totalAmount: total }] }));
  await openedForm(page);
  const [wide] = await page.locator('#orders').evaluateAll((lists) => lists.map(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth));
  assert.equal(wide, 0);
  for (const amount of await page.locator('.order .amount').all()) {
    const [inner, outer] = [await amount.boundingBox(), await page.locator('#orders').boundingBox()];
    assert.ok(inner!.x + inner!.width <= outer!.x + outer!.width, 'an amount is clipped');
  }
  await page.context().close();
});

test('no table breaks a name within a word', async () => {
  for (const width of [1280, 390]) {
    await onPages(differentPages(), { colorScheme: 'light', width }, async (page, path) => {
      const cut = await page.locator('.vp-doc table code').evaluateAll((codes) =>
        codes.filter((code) => /^[\w.:]+$/.test(code.textContent!) && code.getClientRects().length > 1).map((code) => code.textContent));
      assert.deepEqual(cut, [], `${path} at ${width} px`);
    });
  }
});

test('browsers get an icon, and a picture that is opened by itself has its colours', async () => {
  const { page, complaints } = await watchedPage(browser);
  await page.goto(origin);
  await page.goto(origin + await page.getByAltText('Architecture').getAttribute('src'));
  assert.notEqual(await page.locator('polygon, rect').first().evaluate((canvas) => getComputedStyle(canvas).fill), 'rgb(0, 0, 0)');
  assert.equal((await fetch(`${origin}/favicon.ico`)).headers.get('content-type'), 'image/svg+xml');
  assert.deepEqual(complaints, []);
  await page.context().close();
});

test('the text of pictures is legible on a telephone', async () => {
  const { page } = await watchedPage(browser, { viewport: { width: 390, height: 900 } });
  for (const path of ['/', '/scale.html']) {
    await page.goto(origin + path);
    for (const image of await page.locator('.vp-doc img[src*=".svg"]').all()) {
      const { width, natural } = await image.evaluate((shown: HTMLImageElement) => ({ width: shown.width, natural: shown.naturalWidth }));
      assert.ok(width / natural > 0.6, `${path}: ${await image.getAttribute('src')} is ${width} px wide`);
    }
  }
  await page.context().close();
});

test('no page is wider than a telephone, and axe finds nothing where the layout differs', async () => {
  await onPages(paths, { colorScheme: 'light', width: 390 }, async (page, path) => {
    const scrollWidth = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(scrollWidth <= 390, `${path} is ${scrollWidth} px wide`);
    if (['/try.html', '/'].includes(path)) assert.deepEqual(await accessibilityViolations(page), [], path);
    await page.screenshot({ path: screenshot(`${path}-narrow`) });
  });
});

test('every page has one first-level heading and a title of its own', async () => {
  const titles = new Set<string>();
  await onPages(paths, { colorScheme: 'light', width: 1280 }, async (page, path) => {
    assert.equal(await page.locator('h1').count(), 1, path);
    titles.add(await page.title());
  });
  assert.equal(titles.size, paths.length);
});

/** Status of a request that no browser would send. */
function statusOf(options: { path: string; headers?: Record<string, string> }): Promise<number | undefined> {
  return new Promise((resolve) => {
    request({ host: '127.0.0.1', port: new URL(origin).port, ...options }, (response) => resolve(response.resume().statusCode)).end();
  });
}

test('the server of the page answers to its own names only', async () => {
  assert.equal(await statusOf({ path: '/live/orders.json', headers: { host: 'attacker.example' } }), 421);
});

test('the server of the page gives no file outside the site', async () => {
  for (const path of ['/../../package.json', '/%2e%2e/%2e%2e/package.json', '/..%2f..%2fpackage.json', '//../package.json']) {
    assert.notEqual(await statusOf({ path }), 200, path);
  }
});

test('the published site stands below a path, has no page that needs a server, and is refused with a broken link', () => {
  const directory = publishedSite('/orders/');
  assert.ok(!existsSync(join(directory, 'try.html')));
  assert.doesNotMatch(readFileSync(join(directory, 'index.html'), 'utf8'), /live\/|try\.html|"\/assets\//);
  assert.deepEqual(brokenLinks(directory, '/orders/'), []);

  const links = ['security.html', 'security.html#nowhere', 'nowhere.html', 'nowhere.png', '/security.html', 'https://example.com/nowhere'];
  writeFileSync(join(directory, 'more.html'), links.map((href) => `<a href="${href}">${href}</a>`).join('\n'));
  assert.deepEqual(brokenLinks(directory, '/orders/'), links.slice(1, 5).map((href) => `more.html: ${href}`));
});
