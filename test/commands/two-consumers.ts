import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { IQueue, Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { BILLING, STACK, WAREHOUSE } from './names';
import { OrderConsumer, OrderConsumerOptions, OrderProcessingPlatform } from '../../src';

// What the commands are tried on: a consumer that gets every order, and one with a filter.
const stack = new Stack(new App(), STACK);
const orders = new OrderProcessingPlatform(stack, 'Orders');

function addConsumer(id: string, options: OrderConsumerOptions = {}): void {
  const queue = new Queue(stack, `${id}Orders`, { encryption: QueueEncryption.KMS, encryptionMasterKey: orders.encryptionKey });
  const { deadLetterQueue } = orders.addOrderConsumer(id, OrderConsumer.fromQueue(queue), options);
  const output = (name: string, { queueUrl }: IQueue) => new CfnOutput(stack, name, { value: queueUrl });
  output(`${id}Url`, queue);
  output(`${id}DeadLettersUrl`, deadLetterQueue);
}

addConsumer(WAREHOUSE);
addConsumer(BILLING, { filter: { currencies: ['USD'] } });
