import { App, CfnResource, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { TemplateResource } from './architecture-graph';
import { OrderConsumer, OrderProcessingPlatform } from '../../src';

/** The resources of the platform that is drawn, by logical id: all defaults, and one consumer. */
export function platformResources(): Map<string, TemplateResource> {
  const stack = new Stack(new App(), 'Architecture');
  const platform = new OrderProcessingPlatform(stack, 'Orders');
  platform.addOrderConsumer('Warehouse', OrderConsumer.fromQueue(new Queue(stack, 'WarehouseQueue')));

  const template: Record<string, { Type: string; Properties?: object }> = Template.fromStack(stack).toJSON().Resources;
  const constructs = new Map(stack.node.findAll().filter(CfnResource.isCfnResource).map((resource) => [stack.resolve(resource.logicalId), resource]));
  return new Map(Object.entries(template).map(([logicalId, { Type: type, Properties: properties = {} }]) => {
    const ids = constructs.get(logicalId)?.node.scopes.slice(2).map(({ node }) => node.id) ?? [logicalId];
    const inside = ids[0] === platform.node.id;
    return [logicalId, { type, properties, inside, path: inside ? ids.slice(1) : ids }];
  }));
}
