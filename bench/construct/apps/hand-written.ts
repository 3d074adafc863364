import { App } from 'aws-cdk-lib';
import { OrdersStack } from '../hand-written/orders-stack';

/** The same resources without the platform. */
export function synthesize(outdir: string): void {
  const app = new App({ outdir });
  new OrdersStack(app, 'Orders');
  app.synth();
}
