import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Browser, Page } from 'playwright-core';
import { launchChromium, watchedPage } from './chromium';
import { TryPage } from './try-page';
import { startPageServer } from '../../../tools/local-run/page/page-server';
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

/** Nothing listens there. */
const API = 'http://127.0.0.1:9';

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
      await page.screenshot({ path: join(SCREENSHOTS, `state-${name.replace(/\W+/g, '-')}-${colorScheme}.png`), fullPage: true });
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
    await onEachPage({ colorScheme: 'light', width }, async (page, path) => {
      const cut = await page.locator('.scrollable code').evaluateAll((codes) =>
        codes.filter((code) => /^[\w.:]+$/.test(code.textContent!) && code.getClientRects().length > 1).map((code) => code.textContent));
      assert.deepEqual(cut, [], `${path} at ${width} px`);
    });
  }
});

test('a picture opened by itself has its colours, and browsers get an icon', async () => {
  const { page, complaints } = await watchedPage(browser);
  await page.goto(`${origin}/images/architecture.svg`);
  assert.equal(await page.locator('.canvas').first().evaluate((canvas) => getComputedStyle(canvas).fill), 'rgb(255, 255, 255)');
  assert.equal((await fetch(`${origin}/favicon.ico`)).headers.get('content-type'), 'image/svg+xml');
  assert.deepEqual(complaints, []);
  await page.context().close();
});

test('the text of pictures is legible on a telephone', async () => {
  const { page } = await watchedPage(browser, { viewport: { width: 390, height: 900 } });
  for (const path of ['/index.html', '/scale.html']) {
    await page.goto(origin + path);
    for (const image of await page.locator('.prose img[src$=".svg"]').all()) {
      const { width, natural } = await image.evaluate((shown: HTMLImageElement) => ({ width: shown.width, natural: shown.naturalWidth }));
      assert.ok(width / natural > 0.6, `${path}: ${await image.getAttribute('src')} is ${width} px wide`);
    }
  }
  await page.context().close();
});

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
