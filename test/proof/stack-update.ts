import { setTimeout as sleep } from 'node:timers/promises';
import {
  CloudFormationClient, CreateStackCommand, DescribeStackResourcesCommand, DescribeStacksCommand, UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import { Template } from './platform-assembly';
import { MiniStack } from '../../tools/local-aws/ministack';

/** Creates and updates stacks without the CDK CLI: faster, and a failure is a status to look at. */
export class StackUpdate {
  private readonly client: CloudFormationClient;

  /** @param disableRollback whether an update that fails stays where it failed */
  constructor({ clientConfiguration }: MiniStack, private readonly stackName: string, private readonly disableRollback = false) {
    this.client = new CloudFormationClient(clientConfiguration);
  }

  /** Creates the stack and returns the status that it ends in. */
  public async create(template: Template): Promise<string> {
    await this.client.send(new CreateStackCommand(this.input(template)));
    return this.finalStatus();
  }

  /** Updates the stack and returns the status that it ends in; undefined if there was nothing to update. */
  public async update(template: Template): Promise<string | undefined> {
    try {
      await this.client.send(new UpdateStackCommand({ ...this.input(template), DisableRollback: this.disableRollback }));
    } catch (error) {
      if ((error as Error).message.includes('No updates are to be performed')) return undefined;
      throw error;
    }
    return this.finalStatus();
  }

  /** Physical ids by logical id. */
  public async physicalIds(): Promise<Record<string, string>> {
    const { StackResources = [] } = await this.client.send(new DescribeStackResourcesCommand({ StackName: this.stackName }));
    return Object.fromEntries(StackResources.map(({ LogicalResourceId, PhysicalResourceId }) => [LogicalResourceId!, PhysicalResourceId!]));
  }

  private input(template: Template) {
    return { StackName: this.stackName, TemplateBody: JSON.stringify(template), Capabilities: ['CAPABILITY_NAMED_IAM' as const] };
  }

  private async finalStatus(): Promise<string> {
    for (;;) {
      const { Stacks: [stack] = [] } = await this.client.send(new DescribeStacksCommand({ StackName: this.stackName }));
      const { StackStatus = '', StackStatusReason } = stack;
      if (!StackStatus.endsWith('_IN_PROGRESS')) return StackStatusReason ? `${StackStatus} (${StackStatusReason})` : StackStatus;
      await sleep(100);
    }
  }
}
