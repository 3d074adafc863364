import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { zipArchive } from './zip-archive';
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

/** Writes the template and the handler's archive and returns their paths. */
export function writeTemplate(directory: string): string[] {
  mkdirSync(directory, { recursive: true });
  const [template, handler] = [join(directory, TEMPLATE_FILE), join(directory, HANDLER_FILE)];
  writeFileSync(template, `${JSON.stringify(cloudFormationTemplate(), null, 1)}\n`);
  writeFileSync(handler, zipArchive(HANDLER));
  return [template, handler];
}
