import { Locator, Page } from 'playwright-core';

/** The page to place orders on, as a user knows it. */
export class TryPage {
  public readonly idempotencyKey: Locator;
  public readonly body: Locator;
  public readonly execute: Locator;
  public readonly orders: Locator;
  public readonly answer: Locator;

  constructor(public readonly page: Page) {
    this.idempotencyKey = page.getByPlaceholder('Idempotency-Key');
    this.body = page.getByLabel('Request body', { exact: true });
    this.execute = page.getByRole('button', { name: 'Execute' });
    this.orders = page.locator('#orders > li');
    this.answer = page.locator('.live-responses-table tbody');
  }

  public async open(url: string): Promise<void> {
    await this.page.goto(url);
    await this.body.waitFor();
    await this.orders.first().waitFor();
  }

  /** Places what the form holds and returns the answer. */
  public async place(): Promise<{ status: number; headers: string; body: Record<string, any> }> {
    const answered = this.page.waitForResponse((response) => response.request().method() === 'POST');
    await this.execute.click();
    return this.shown((await answered).status());
  }

  /** The answer on the page, once its status is there. */
  public async shown(status: number): Promise<{ status: number; headers: string; body: Record<string, any> }> {
    await this.answer.locator('.response-col_status', { hasText: String(status) }).waitFor();
    const [body, headers] = await this.answer.locator('pre').allInnerTexts();
    return { status, headers, body: JSON.parse(body) };
  }

  public async waitForOrder(orderId: string): Promise<Locator> {
    const entry = this.orders.filter({ hasText: orderId });
    await entry.waitFor();
    return entry;
  }
}
