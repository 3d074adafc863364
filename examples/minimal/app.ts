import { App, Stack } from 'aws-cdk-lib';
import { OrderProcessingPlatform } from 'cdk-order-processing-platform';

const app = new App();

class EnvironmentAgnosticStack extends Stack {
  public readonly platform = new OrderProcessingPlatform(this, 'Orders');
}
new EnvironmentAgnosticStack(app, 'Agnostic');

class AccountStack extends Stack {
  public readonly platform = new OrderProcessingPlatform(this, 'Orders');
}
new AccountStack(app, 'Account', { env: { account: '111111111111', region: 'eu-central-1' } });
