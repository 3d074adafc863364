import { Function } from 'aws-cdk-lib/aws-lambda';
import { IQueue } from 'aws-cdk-lib/aws-sqs';
import { MonitoringFacade, SnsAlarmActionStrategy } from 'cdk-monitoring-constructs';
import { Construct } from 'constructs';
import { OrderProcessingPlatform } from 'cdk-order-processing-platform';

/** One dashboard over the platform and what the shop added to it; its alarms ring at the same people. */
export function monitorShop(scope: Construct, orders: OrderProcessingPlatform, fulfilment: Function, undelivered: IQueue): void {
  const monitoring = new MonitoringFacade(scope, 'ShopMonitoring', {
    alarmFactoryDefaults: {
      actionsEnabled: true,
      alarmNamePrefix: `${orders.platformName}-shop`,
      action: new SnsAlarmActionStrategy({ onAlarmTopic: orders.alarmTopic }),
    },
  });
  monitoring
    .addLargeHeader('Orders')
    .monitorCustom({
      alarmFriendlyName: 'Orders',
      metricGroups: [{
        title: 'Orders placed, replayed and rejected',
        metrics: [orders.metricOrdersPlaced(), orders.metricOrdersReplayed(), orders.metricOrdersRejected()],
      }],
    })
    .monitorApiGatewayV2HttpApi({ api: orders.api })
    .monitorLambdaFunction({ lambdaFunction: orders.orderFunction, humanReadableName: 'Place order' })
    .monitorDynamoTable({ table: orders.ordersTable })
    .addLargeHeader('Fulfilment')
    .monitorLambdaFunction({
      lambdaFunction: fulfilment,
      humanReadableName: 'Fulfilment',
      addFaultCountAlarm: { Critical: { maxErrorCount: 0 } },
    })
    .monitorSqsQueue({ queue: undelivered, humanReadableName: 'Orders that could not be fulfilled' });
}
