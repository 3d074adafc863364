import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Browser } from 'playwright-core';
import { PROJECT_ROOT } from './built-site';
import { launchChromium, watchedPage } from './chromium';
import { LocalRun } from './local-run';
import { TryPage } from './try-page';

const SCREENSHOTS = join(PROJECT_ROOT, '.local', 'screenshots');
const EXAMPLE_ORDER = JSON.parse(readFileSync(join(PROJECT_ROOT, 'examples', 'order.json'), 'utf8'));

let local: LocalRun;
let browser: Browser;

before(async () => {
  mkdirSync(SCREENSHOTS, { recursive: true });
  local = await LocalRun.start();
  browser = await launchChromium();
});
after(async () => {
  await browser?.close();
  await local?.stop();
});

async function storedIds(): Promise<string[]> {
  return (await local.live<{ orderId: string }[]>('orders')).map(({ orderId }) => orderId);
}

async function opened(): Promise<{ tryPage: TryPage; complaints: string[] }> {
  const { page, complaints } = await watchedPage(browser, { viewport: { width: 1440, height: 1000 } });
  const tryPage = new TryPage(page);
  await tryPage.open(local.url);
  return { tryPage, complaints };
}

test('an order placed by clicking is stored and appears in the list', async () => {
  const { tryPage, complaints } = await opened();
  assert.deepEqual(JSON.parse(await tryPage.body.inputValue()), EXAMPLE_ORDER);
  await tryPage.idempotencyKey.fill(randomUUID());
  const { status, body, headers } = await tryPage.place();
  assert.equal(status, 201);
  assert.match(headers, new RegExp(`location: /orders/${body.orderId}`), 'the page may read the Location header across origins');
  const entry = await tryPage.waitForOrder(body.orderId);
  assert.match(await entry.innerText(), /WEB-10042.*\$48\.48/s);
  assert.ok((await storedIds()).includes(body.orderId));
  await entry.getByText('Stored item').click();
  assert.equal(JSON.parse(await entry.locator('pre').innerText()).customer.email, EXAMPLE_ORDER.customer.email);
  await tryPage.page.screenshot({ path: join(SCREENSHOTS, 'order-placed.png') });
  assert.deepEqual(complaints, []);
  await tryPage.page.context().close();
});

test('the API is another origin than the page', async () => {
  const { apiUrl } = await local.live<{ apiUrl: string }>('platform');
  assert.notEqual(new URL(apiUrl).origin, new URL(local.url).origin);
});

test('the same key again shows the replay and stores nothing more', async () => {
  const { tryPage, complaints } = await opened();
  await tryPage.idempotencyKey.fill(randomUUID());
  const first = await tryPage.place();
  const stored = await storedIds();
  await tryPage.page.getByRole('button', { name: 'Clear' }).click();
  const second = await tryPage.place();
  assert.equal(second.body.orderId, first.body.orderId);
  assert.match(second.headers, /idempotent-replayed: true/);
  assert.deepEqual((await storedIds()).sort(), stored.sort());
  assert.deepEqual(complaints, []);
  await tryPage.page.context().close();
});

test('an invalid order shows the problem with the place of each violation and stores nothing', async () => {
  const { tryPage, complaints } = await opened();
  const stored = await storedIds();
  await tryPage.body.fill(JSON.stringify({ ...EXAMPLE_ORDER, currency: 'dollars', items: [{ sku: 'MUG', quantity: 0, unitPrice: 1999 }] }));
  const { status, body } = await tryPage.place();
  assert.equal(status, 422);
  assert.deepEqual(body.errors.map(({ pointer }: { pointer: string }) => pointer).sort(), ['/currency', '/items/0/quantity']);
  await tryPage.answer.scrollIntoViewIfNeeded();
  await tryPage.page.screenshot({ path: join(SCREENSHOTS, 'order-refused.png') });
  assert.deepEqual((await storedIds()).sort(), stored.sort());
  assert.deepEqual(complaints, []);
  await tryPage.page.context().close();
});

test('a body that is not JSON shows a problem', async () => {
  const { tryPage } = await opened();
  await tryPage.body.fill('{"currency": ');
  const { status, body } = await tryPage.place();
  assert.equal(status, 400);
  assert.match(body.type, /invalid-json$/);
  await tryPage.page.context().close();
});

test('what an order holds is text, not HTML', async () => {
  const { tryPage, complaints } = await opened();
  const reference = '<img src=x onerror=alert(1)>';
  await tryPage.body.fill(JSON.stringify({ ...EXAMPLE_ORDER, reference }));
  const { body } = await tryPage.place();
  const entry = await tryPage.waitForOrder(body.orderId);
  assert.ok((await entry.innerText()).includes(reference));
  assert.equal(await entry.locator('img').count(), 0);
  assert.deepEqual(complaints, []);
  await tryPage.page.context().close();
});

test('the log lines of an order are one click away', async () => {
  const { tryPage, complaints } = await opened();
  await tryPage.idempotencyKey.fill(randomUUID());
  const { body } = await tryPage.place();
  const entry = await tryPage.waitForOrder(body.orderId);
  await entry.getByRole('button', { name: 'Log lines' }).click();
  const lines = tryPage.page.locator('#log > li');
  await lines.filter({ hasText: 'Order stored' }).waitFor();
  assert.equal(await lines.count(), 1);
  assert.equal(await tryPage.page.evaluate(() => document.activeElement?.id), 'log-title');
  assert.deepEqual(complaints, []);
  await tryPage.page.context().close();
});

test('an order is placed with the keyboard alone, and each stop is visible', async () => {
  const { tryPage: { page, ...tryPage }, complaints } = await opened();
  const stored = await storedIds();
  const stops: string[] = [];
  const tabTo = async (wanted: string) => {
    for (let presses = 0; presses < 30; presses++) {
      await page.keyboard.press('Tab');
      const { name, outline } = await page.evaluate(() => {
        const { activeElement } = document;
        const label = activeElement?.getAttribute('aria-label') ?? activeElement?.getAttribute('placeholder') ?? activeElement?.textContent ?? '';
        return { name: label.trim(), outline: activeElement ? getComputedStyle(activeElement).outlineStyle : 'none' };
      });
      stops.push(name);
      assert.notEqual(outline, 'none', `the focus on "${name}" is invisible`);
      if (name === wanted) return;
    }
    assert.fail(`Tab does not reach "${wanted}", only ${stops.join(', ')}`);
  };
  await page.locator('body').press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Skip to content');
  await page.keyboard.press('Enter');
  await tabTo('Idempotency-Key');
  await page.keyboard.type(randomUUID());
  await tabTo('Request body');
  await page.keyboard.press('Control+A');
  await page.keyboard.type(JSON.stringify({ ...EXAMPLE_ORDER, reference: 'KEYBOARD' }));
  await tabTo('Execute');
  await page.keyboard.press('Enter');
  await tryPage.orders.filter({ hasText: 'KEYBOARD' }).waitFor();
  assert.equal((await storedIds()).length, stored.length + 1);
  assert.ok(!stops.includes('Overview'), 'the skip link skips the navigation');
  assert.deepEqual(complaints, []);
  await page.context().close();
});

test('the page says so when the local run has ended', async () => {
  const { tryPage: { page } } = await opened();
  await local.stop();
  await page.getByRole('status').filter({ hasText: 'npm run local has ended' }).waitFor();
  await page.context().close();
});
