import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { zipSync } from 'fflate';
import { OrderProcessingStack } from '../../src';

const HANDLER = join(__dirname, '..', '..', 'assets', 'place-order');

export const TEMPLATE_FILE = 'order-processing.template.json';
export const HANDLER_FILE = 'place-order.zip';

/**
 * The template of `OrderProcessingStack` for the AWS CLI: the handler's code is a local file, which `aws cloudformation package` uploads.
 */
export function cloudFormationTemplate(): Record<string, any> {
  const app = new App({ analyticsReporting: false });
  const stack = new OrderProcessingStack(app, 'OrderProcessing', {
    description: 'Order processing platform: POST /orders on an HTTP API, a Lambda function, a DynamoDB table, one customer-managed key, alarms',
  });
  const template = JSON.parse(JSON.stringify(app.synth().getStackByName(stack.stackName).template));
  for (const resource of Object.values<any>(template.Resources)) {
    delete resource.Metadata;
    if (resource.Type === 'AWS::Lambda::Function') resource.Properties.Code = `./${HANDLER_FILE}`;
  }
  return { AWSTemplateFormatVersion: '2010-09-09', ...template };
}

/** The oldest date that the format knows: the same files make the same archive at any time. It is of the local time zone, as its parts are read. */
const DATE = new Date(1980, 0, 1);
const UNIX = 3;
const READABLE_FILE = 0o100644 * 0x10000;

/** The files of a directory, which Lambda may read. */
function archiveOf(directory: string): Uint8Array {
  const files = readdirSync(directory).sort().map((name): [string, Uint8Array] => [name, readFileSync(join(directory, name))]);
  return zipSync(Object.fromEntries(files), { level: 9, mtime: DATE, os: UNIX, attrs: READABLE_FILE });
}

/** Writes the template and the handler's archive and returns their paths. */
export function writeTemplate(directory: string): string[] {
  mkdirSync(directory, { recursive: true });
  const [template, handler] = [join(directory, TEMPLATE_FILE), join(directory, HANDLER_FILE)];
  writeFileSync(template, `${JSON.stringify(cloudFormationTemplate(), null, 1)}\n`);
  writeFileSync(handler, archiveOf(HANDLER));
  return [template, handler];
}
