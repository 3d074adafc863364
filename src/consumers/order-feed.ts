import { Annotations, Stack } from 'aws-cdk-lib';
import { Grant, IGrantable, PolicyStatement, UnknownPrincipal } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct, IConstruct } from 'constructs';
import { OrderConsumerOptions } from './order-consumer-options';

/**
 * Where a consumer gets its orders from, and where those go that it could not take.
 *
 * @internal
 */
export interface OrderFeed {
  readonly streamArn: string;
  readonly platformName: string;
  readonly deadLetterQueue: IQueue;
  readonly options: OrderConsumerOptions;
  /** What the platform was given, which may be in other stacks. */
  readonly brought: IConstruct[];
  /** Lets a consumer read the stream and write to the dead-letter queue. */
  readonly grantTo: (grantee: IGrantable) => Grant;
}

/** What reading a feed touches. */
export interface FeedResources {
  readonly streamArn: string;
  readonly tableKey?: IKey;
  readonly deadLetterQueue: IQueue;
  readonly queueKey: IKey;
}

/**
 * Lets an identity read the stream and write to the dead-letter queue, with the keys usable through these two services only.
 *
 * @internal
 */
export function grantFeed(scope: Construct, grantee: IGrantable, { streamArn, tableKey, deadLetterQueue, queueKey }: FeedResources): Grant {
  const { region, urlSuffix } = Stack.of(scope);
  const through = (service: string) => ({ StringEquals: { 'kms:ViaService': `${service}.${region}.${urlSuffix}` } });
  const needed = [
    {
      actions: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:ListStreams'],
      resourceArns: [streamArn],
    },
    { actions: ['sqs:SendMessage'], resourceArns: [deadLetterQueue.queueArn] },
    { actions: ['kms:Decrypt', 'kms:GenerateDataKey'], resourceArns: [queueKey.keyArn], conditions: through('sqs') },
    ...tableKey ? [{ actions: ['kms:Decrypt'], resourceArns: [tableKey.keyArn], conditions: through('dynamodb') }] : [],
  ];
  if (grantee.grantPrincipal instanceof UnknownPrincipal) {
    const statements = needed.map(({ resourceArns, ...one }) => new PolicyStatement({ ...one, resources: resourceArns }).toStatementJson());
    Annotations.of(scope).addWarningV2('cdk-order-processing-platform:consumerRole',
      'The role of the imported function is not known here; unless it has them already, add these statements to it, or import the function by ' +
      `\`Function.fromFunctionAttributes\` with its \`role\`: ${JSON.stringify(Stack.of(scope).resolve(statements))}`);
    return Grant.drop(grantee, 'The role is not known');
  }
  return needed.map(one => Grant.addToPrincipal({ grantee, ...one })).reduce((all, one) => all.combine(one));
}
