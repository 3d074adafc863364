import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { scaleDocument } from './document';

const page = join(__dirname, '../../docs/scale.md');
writeFileSync(page, scaleDocument());
console.log(`wrote ${page}`);
