import { statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { writeTemplate } from './cloudformation-template';

const DIRECTORY = join(__dirname, '..', '..', 'dist', 'template');

for (const file of writeTemplate(DIRECTORY)) {
  console.log(`${relative(process.cwd(), file).padEnd(50)} ${(statSync(file).size / 1000).toFixed(1).padStart(7)} KB`);
}
console.log('docs/cloudformation.md says how to deploy them with the AWS CLI.');
