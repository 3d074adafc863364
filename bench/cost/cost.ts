import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { costDocument } from './document';
import { costSection, withCostSection } from './readme-section';
import { handlerFigures } from '../handler-figures';

const root = join(__dirname, '../..');
const figures = handlerFigures();
const [page, readme] = [join(root, 'docs/cost.md'), join(root, 'README.md')];
writeFileSync(page, costDocument(figures));
writeFileSync(readme, withCostSection(readFileSync(readme, 'utf8'), costSection(figures)));
console.log(`wrote ${page} and the cost section of ${readme}`);
