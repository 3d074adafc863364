import { readFileSync } from 'node:fs';
import { App, Stack } from 'aws-cdk-lib';
import { createConstructs } from './constructs-of-template';

/** The same resources without the platform. */
export function synthesize(outdir: string, templateFile: string): void {
  const app = new App({ outdir });
  createConstructs(new Stack(app, 'Orders'), JSON.parse(readFileSync(templateFile, 'utf8')));
  app.synth();
}
