import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { scaleDocument } from './document';
import { scalePlots } from './plots';
import { scaleResults } from './results';
import { handlerFigures } from '../handler-figures';

const docs = join(__dirname, '../../docs');
const results = scaleResults(handlerFigures());
mkdirSync(join(docs, 'images'), { recursive: true });
writeFileSync(join(docs, 'scale.md'), scaleDocument(results));
for (const [file, plot] of Object.entries(scalePlots(results))) writeFileSync(join(docs, 'images', file), plot);
console.log(`wrote ${join(docs, 'scale.md')} and its plots`);
