import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { LintedTemplate } from './cfn-lint';
import { CLI_TEMPLATE } from './exceptions';
import { OrderEnvironment, OrderProcessingPlatform } from '../../src';
import { cloudFormationTemplate } from '../../tools/template/cloudformation-template';
import { TEMPLATE_VARIANTS } from '../support/template-variants';

const SNAPSHOT = join(__dirname, '..', 'integ.order-processing-platform.ts.snapshot');
const REGIONS = { 'China': 'cn-north-1', 'GovCloud': 'us-gov-west-1', 'a region opened lately': 'mx-central-1' };

/** Every template that the tests make; those of the example apps are looked at where they are built, in `npm run examples`. */
export function lintedTemplates(): LintedTemplate[] {
  return [
    ...Object.entries(TEMPLATE_VARIANTS).map(([name, variant]) => ({ name, template: Template.fromStack(variant()).toJSON() })),
    ...Object.entries(REGIONS).map(([name, region]) => ({ name, region, template: templateIn(region) })),
    { name: CLI_TEMPLATE, template: cloudFormationTemplate() },
    // The example stack and the one that tests it, as `npm run integ:snapshot` holds them to the source.
    ...readdirSync(SNAPSHOT).filter((file) => file.endsWith('.template.json'))
      .map((file) => ({ name: file, template: JSON.parse(readFileSync(join(SNAPSHOT, file), 'utf8')) })),
  ];
}

function templateIn(region: string): object {
  const stack = new Stack(new App(), 'Variant', { env: { account: '111122223333', region } });
  new OrderProcessingPlatform(stack, 'Orders', { environment: OrderEnvironment.PROD });
  return Template.fromStack(stack).toJSON();
}
