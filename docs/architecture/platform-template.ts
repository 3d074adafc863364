import { App, CfnResource, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { OrderProcessingPlatform, OrderProcessingPlatformProps } from '../../src';

/** A resource of the synthesized template. */
export interface PlatformResource {
  /** Id of the construct that users see, such as `OrdersTable`. */
  readonly constructId: string;
  readonly logicalId: string;
  readonly type: string;
  readonly properties: Record<string, any>;
}

/** What a platform synthesizes to. */
export class PlatformTemplate {
  /** Synthesizes a platform in a stack of its own. */
  public static of(props?: OrderProcessingPlatformProps): PlatformTemplate {
    const stack = new Stack(new App(), 'Architecture');
    const platform = new OrderProcessingPlatform(stack, 'Orders', props);
    const synthesized: Record<string, { Type: string; Properties?: object }> = Template.fromStack(stack).toJSON().Resources;
    const constructIds = new Map(platform.node.findAll().filter(CfnResource.isCfnResource).map((resource) => [
      stack.resolve(resource.logicalId) as string,
      resource.node.path.slice(platform.node.path.length + 1).replace(/\/Resource$/, ''),
    ]));
    return new PlatformTemplate(Object.entries(synthesized).map(([logicalId, { Type: type, Properties: properties = {} }]) => ({
      constructId: constructIds.get(logicalId) ?? logicalId, logicalId, type, properties,
    })));
  }

  public constructor(public readonly resources: readonly PlatformResource[]) {}

  public ofType(type: string): PlatformResource[] {
    return this.resources.filter((resource) => resource.type === type);
  }

  /** @throws if there is not exactly one */
  public only(type: string): PlatformResource {
    const found = this.ofType(type);
    if (found.length !== 1) throw new Error(`The architecture picture expects one ${type}, found ${found.length}.`);
    return found[0];
  }

  /** The resources that a part of a template refers to. */
  public referredBy(part: unknown): PlatformResource[] {
    const text = JSON.stringify(part ?? null);
    return this.resources.filter(({ logicalId }) => text.includes(`{"Ref":"${logicalId}"}`) || text.includes(`{"Fn::GetAtt":["${logicalId}"`));
  }
}
