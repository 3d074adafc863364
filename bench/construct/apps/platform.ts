import { App, Stack } from 'aws-cdk-lib';
import { OrderProcessingPlatform } from '../../../src';

/** The app that the README starts with. */
export function synthesize(outdir: string): void {
  const app = new App({ outdir });
  new OrderProcessingPlatform(new Stack(app, 'Orders'), 'Orders');
  app.synth();
}
