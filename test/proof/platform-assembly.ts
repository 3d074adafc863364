import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { BrokenSynthesizer } from './mutations/broken-synthesizer';
import { ProofBench } from './proof-bench';
import { OrderProcessingPlatform, OrderProcessingPlatformProps } from '../../src';

/** A template as CloudFormation gets it. */
export interface Template {
  readonly Resources: Record<string, TemplateResource>;
  readonly Outputs?: Record<string, unknown>;
}

export interface TemplateResource {
  readonly Type: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly Properties: Record<string, any>;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

/** A synthesized app of one stack with one platform. */
export interface PlatformAssembly {
  readonly stackName: string;
  readonly directory: string;
  readonly template: Template;
}

/** Synthesizes a platform; `extend` adds to its stack. */
export function synthesizePlatform(
  bench: ProofBench, stackName: string, props: OrderProcessingPlatformProps | ((stack: Stack) => OrderProcessingPlatformProps) = {},
  extend: (stack: Stack, platform: OrderProcessingPlatform) => void = () => {},
): PlatformAssembly {
  const app = new App({ outdir: join(bench.directory, `${stackName}-${sequence++}`), analyticsReporting: false });
  const stack = new Stack(app, stackName, bench.mutation && { synthesizer: new BrokenSynthesizer(bench.mutation) });
  extend(stack, new OrderProcessingPlatform(stack, 'Orders', typeof props === 'function' ? props(stack) : props));
  const assembly = app.synth();
  return { stackName, directory: assembly.directory, template: assembly.getStackByName(stackName).template };
}

let sequence = 0;

/** Logical ids and resources of one type. */
export function resourcesOfType({ Resources }: Template, type: string): [string, TemplateResource][] {
  return Object.entries(Resources).filter(([, { Type }]) => Type === type);
}

/** The only resource of its type. */
export function onlyResource(template: Template, type: string): [string, TemplateResource] {
  const found = resourcesOfType(template, type);
  if (found.length !== 1) throw new Error(`The template has ${found.length} resources of type ${type} instead of one.`);
  return found[0];
}
