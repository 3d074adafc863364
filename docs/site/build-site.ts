import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildSite } from './site';
import { PROJECT_ROOT } from './site-pages';

// `--live`: the site that `npm run local` serves, in a directory of its own.
const { values: { live = false } } = parseArgs({ options: { live: { type: 'boolean' } } });
const directory = live ? '.local/page' : 'dist/site';

const broken = buildSite({ directory: join(PROJECT_ROOT, directory), live });
if (broken.length > 0) console.error(`Links that lead nowhere:\n${broken.map((link) => `- ${link}`).join('\n')}`);
console.log(`Built ${directory}/index.html`);
process.exitCode = broken.length > 0 && !live ? 1 : 0;
