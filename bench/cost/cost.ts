import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { costDocument } from './document';
import { handlerFigures } from '../handler-figures';

const file = join(__dirname, '../../docs/cost.md');
writeFileSync(file, costDocument(handlerFigures()));
console.log(`wrote ${file}`);
