import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { costDocument } from './document';
import { COST_SECTION, costSection } from './readme-section';
import { replaceSection } from '../../tools/documents/readme-section';

const root = join(__dirname, '../..');
const [page, readme] = [join(root, 'docs/cost.md'), join(root, 'README.md')];
writeFileSync(page, costDocument());
writeFileSync(readme, replaceSection(readFileSync(readme, 'utf8'), COST_SECTION, costSection()));
console.log(`wrote ${page} and the cost section of ${readme}`);
