import { CONSUMER, EXAMPLE_ORDER, EXAMPLE_STACK_OUTPUTS, ExampleStackOutputs } from './example-stack';
import { apiHost, OrderPlacement } from './order-placement';
import { MiniStack } from '../local-aws/ministack';

const startedAt = Date.now();

/** Prints a step with the seconds since the start. */
export function printProgress(message: string): void {
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  console.log(`${`${seconds} s`.padStart(7)}  ${message}`);
}

/** Prints a line of `cdk deploy --progress events` if it says that a resource is complete or has failed. */
export function printDeployedResource(line: string): void {
  const [, , , status, type, path] = line.split('|').map((column) => column.trim());
  if (/^[A-Z_]+_(COMPLETE|FAILED)$/.test(status ?? '')) printProgress(`  ${status.padEnd(15)} ${type} ${path}`);
}

export function printOutputs(outputs: ExampleStackOutputs): void {
  printSection('Stack outputs', EXAMPLE_STACK_OUTPUTS.map((name) => `${name.padEnd(18)} ${outputs[name]}`));
}

export function printPlacement({ request, response }: OrderPlacement): void {
  printSection('Request', [`POST ${request.url}`, ...headerLines(request.headers), '', ...jsonLines(request.body)]);
  printSection('Response', [`HTTP ${response.status}`, ...headerLines(response.headers), '', ...jsonLines(response.body)]);
}

export function printStoredOrders(items: Record<string, unknown>[]): void {
  printSection(`Stored in the table: ${items.length}`, items.flatMap((item) => JSON.stringify(item, undefined, 2).split('\n')));
}

export function printFunctionLog(lines: string[]): void {
  printSection('Function log', lines);
}

export function printDelivered(queueUrl: string, documents: string[]): void {
  printSection(`Delivered to: queue ${CONSUMER}`, [queueUrl, ...documents.flatMap((document) => ['', ...jsonLines(document)])]);
}

export function printNextOrder(miniStack: MiniStack, apiUrl: string, once: boolean): void {
  printSection(`Send the next order, from this directory${once ? ', while `npm run local` serves (without --once)' : ''}`, [
    `curl -i ${miniStack.endpoint}/orders \\`,
    `  -H 'Host: ${apiHost(miniStack, apiUrl)}' -H 'Content-Type: application/json' -H "Idempotency-Key: $(date +%s)" \\`,
    `  --data @${EXAMPLE_ORDER}`,
  ]);
}

export function printPage(url: string): void {
  printSection('Or place it by clicking', [url]);
}

function printSection(title: string, lines: string[]): void {
  const shown = process.stdout.isTTY && !process.env.NO_COLOR ? `\x1b[1m${title}\x1b[0m` : title;
  console.log(`\n${shown}\n${lines.map((line) => `  ${line}`.trimEnd()).join('\n')}`);
}

function headerLines(headers: NodeJS.Dict<string | string[]>): string[] {
  return Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
}

function jsonLines(body: string): string[] {
  try {
    return JSON.stringify(JSON.parse(body), undefined, 2).split('\n');
  } catch {
    return body.split('\n');
  }
}
