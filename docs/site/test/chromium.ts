import { Browser, BrowserContextOptions, chromium, Page } from 'playwright-core';
import { chromiumPath } from '../../../test/support/chromium';

export async function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: await chromiumPath(console.error, new AbortController().signal),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--host-resolver-rules=MAP *.execute-api.localhost 127.0.0.1'],
  });
}

/** A page with everything that it should not do. */
export interface WatchedPage {
  readonly page: Page;
  /** Errors and warnings on the console, uncaught errors, failed requests, requests to other hosts. */
  readonly complaints: string[];
}

export async function watchedPage(browser: Browser, options: BrowserContextOptions = {}): Promise<WatchedPage> {
  const context = await browser.newContext({ locale: 'en-GB', ...options });
  const page = await context.newPage();
  // Long enough for a busy machine.
  page.setDefaultTimeout(90_000);
  const complaints: string[] = [];
  page.on('console', (message) => {
    // An order that the API refuses is an answer that tests ask for; Chromium reports it all the same.
    const refusedOrder = message.location().url.endsWith('/orders') && message.text().startsWith('Failed to load resource');
    if (['error', 'warning'].includes(message.type()) && !refusedOrder) complaints.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`));
  page.on('requestfailed', (request) => {
    // What a page was still fetching when a test went to the next one.
    if (request.failure()?.errorText !== 'net::ERR_ABORTED') complaints.push(`failed: ${request.url()} ${request.failure()?.errorText}`);
  });
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    const own = ['data:', 'blob:'].includes(protocol) || hostname === '127.0.0.1' || hostname.endsWith('.execute-api.localhost');
    if (!own) complaints.push(`elsewhere: ${request.url()}`);
  });
  return { page, complaints };
}
