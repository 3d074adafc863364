import { App, CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { OrderEnvironment, OrderConsumer, OrderProcessingPlatform } from 'cdk-order-processing-platform';

const app = new App();
const stack = new Stack(app, 'OrderIntake');

const orders = new OrderProcessingPlatform(stack, 'Orders', {
  projectName: 'acme-shop',
  environment: OrderEnvironment.PROD,
  environmentSuffix: 'prod-eu',
  alertEmailAddress: 'oncall@acme.example',
  functionOptions: { memorySize: 512, timeout: Duration.seconds(15) },
  apiOptions: { corsPreflight: { allowOrigins: ['https://shop.acme.example'] } },
});

const warehouse = new Queue(stack, 'Warehouse', {
  encryption: QueueEncryption.KMS,
  encryptionMasterKey: orders.encryptionKey,
});
orders.addOrderConsumer('WarehouseFeed', OrderConsumer.fromQueue(warehouse));

new CfnOutput(stack, 'OrdersUrl', { value: orders.ordersUrl });
