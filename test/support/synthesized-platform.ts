import { App, Stack, StackProps } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { OrderProcessingPlatform, OrderProcessingPlatformProps } from '../../src';

/** A platform in a stack of its own, with the template that follows from it. */
export interface SynthesizedPlatform {
  readonly stack: Stack;
  readonly platform: OrderProcessingPlatform;
  /** Synthesized at the first call. */
  readonly template: () => Template;
}

type Props = OrderProcessingPlatformProps | ((stack: Stack) => OrderProcessingPlatformProps);

/**
 * Creates the platform `Orders` in the stack `Shop`.
 *
 * @param props properties, or what makes them from the stack that holds what is brought
 * @param stackProps by default environment-agnostic
 */
export function synthesizedPlatform(props: Props = {}, stackProps?: StackProps): SynthesizedPlatform {
  const stack = new Stack(new App(), 'Shop', stackProps);
  const platform = new OrderProcessingPlatform(stack, 'Orders', typeof props === 'function' ? props(stack) : props);
  let template: Template | undefined;
  return { stack, platform, template: () => template ??= Template.fromStack(stack) };
}

/** Properties of the one resource of a type. */
export function onlyResource(template: Template, type: string): any {
  const found = Object.values(template.findResources(type));
  if (found.length !== 1) throw new Error(`${found.length} resources of type ${type}, not 1`);
  return { ...found[0].Properties, DeletionPolicy: found[0].DeletionPolicy };
}

/** Properties of the one resource of a type whose property has a value. */
export function resourceNamed(template: Template, type: string, property: string, value: string): any {
  const found = Object.values(template.findResources(type, { Properties: { [property]: value } }));
  if (found.length !== 1) throw new Error(`${found.length} resources of type ${type} with ${property} ${value}, not 1`);
  return found[0].Properties;
}

/** Messages of the warnings on a construct path that match a pattern. */
export function warnings(stack: Stack, pattern: string): string[] {
  return Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp(pattern)).map(({ entry }) => String(entry.data));
}

/** The text of a value with its intrinsic functions written out: `Ref` as `<id>`, `GetAtt` as `<id.attribute>`. */
export function asText(value: unknown): string {
  if (Array.isArray(value)) return value.map(asText).join(',');
  if (typeof value !== 'object' || value === null) return String(value);
  const [[name, argument]] = Object.entries(value as Record<string, any>);
  switch (name) {
    case 'Ref': return `<${argument}>`;
    case 'Fn::GetAtt': return `<${argument.join('.')}>`;
    case 'Fn::Join': return argument[1].map(asText).join(argument[0]);
    case 'Fn::Sub': return argument;
    default: throw new Error(`Not an intrinsic function that becomes text: ${name}`);
  }
}
